package dev.rollcall.receiver;

import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat that knows nothing of Rollcall or Spring, run in a process of its own with only Tomcat on its class path: {@code
 * BareTomcat WAR FOLDER}. Prints the port it listens on, on the loopback address.
 */
final class BareTomcat {

    static final String PORT = "bare tomcat on port ";

    private BareTomcat() {}

    public static void main(String[] arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[1]);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getHost().setAppBase(Path.of(arguments[1], "apps").toString());
        Path.of(arguments[1], "apps").toFile().mkdirs();
        tomcat.addWebapp("", Path.of(arguments[0]).toAbsolutePath().toString());
        tomcat.start();
        System.out.println(PORT + tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
    }
}
