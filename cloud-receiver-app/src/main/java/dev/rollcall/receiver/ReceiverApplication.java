package dev.rollcall.receiver;

import dev.rollcall.receiver.wiring.ServingWiring;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The web application. Its people are in its own accounts, so no user is made up. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class, proxyBeanMethods = false)
@Import(ServingWiring.class)
public class ReceiverApplication {}
