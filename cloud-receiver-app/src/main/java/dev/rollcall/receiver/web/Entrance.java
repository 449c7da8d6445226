package dev.rollcall.receiver.web;

import dev.rollcall.receiver.security.Audit;
import dev.rollcall.receiver.security.Peers;
import dev.rollcall.receiver.security.TokenDoor;

/**
 * What every way in needs.
 *
 * @param door     knows the tokens
 * @param peers    knows where requests come from
 * @param rates    knows how many are taken
 * @param audit    keeps what was refused
 * @param problems writes answers
 */
record Entrance(TokenDoor door, Peers peers, Rates rates, Audit audit, ProblemWriter problems) {}
