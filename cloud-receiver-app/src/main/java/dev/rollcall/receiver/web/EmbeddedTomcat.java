package dev.rollcall.receiver.web;

import org.apache.catalina.Pipeline;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What the embedded Tomcat answers before it knows whom to ask is a problem too, with the same headers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory")
class EmbeddedTomcat {

    @Bean
    @Order(0)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(ProblemWriter writer) {
        return factory -> {
            factory.addEngineValves(new ProblemValve(writer));
            factory.addContextCustomizers(context -> {
                Pipeline host = context.getParent().getPipeline();
                host.addValve(new ProblemValve(writer));
            });
        };
    }
}
