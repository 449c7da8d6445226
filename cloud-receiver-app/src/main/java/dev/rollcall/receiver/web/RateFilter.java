package dev.rollcall.receiver.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a request on only within the limit of who sent it. */
final class RateFilter extends OncePerRequestFilter {

    private final Rates rates;

    RateFilter(Rates rates) {
        this.rates = rates;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        boolean admitted = known == null ? rates.admitStranger(request, response) : rates.admitKnown(known, response);
        if (admitted) {
            chain.doFilter(request, response);
        }
    }
}
