package org.example.hr;

import dev.rollcall.isapi.IsapiClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A human-resources system with one terminal; Spring closes the client with the context. */
@SpringBootApplication
public class HrApplication {

    public static void main(String[] args) {
        SpringApplication.run(HrApplication.class, args);
    }

    @Bean
    IsapiClient frontDoor(
            @Value("${terminal.host}") String host,
            @Value("${terminal.port}") int port,
            @Value("${terminal.password}") String password) {
        return IsapiClient.builder()
                .host(host)
                .port(port)
                .credentials("admin", password)
                .build();
    }
}
