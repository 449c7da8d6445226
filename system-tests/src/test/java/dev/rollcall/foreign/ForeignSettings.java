package dev.rollcall.foreign;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Global settings for a nested Maven: those of the outer one, and two repositories that lie in folders. The settings of the user
 * stay what they are, so that mirrors and proxies apply to all that is still missing.
 */
final class ForeignSettings {

    private static final String PROFILE = """
            <profile>
              <id>rollcall-foreign</id>
              <repositories>%s%s</repositories>
              <pluginRepositories>%s</pluginRepositories>
            </profile>
            """;
    private static final String REPOSITORY = """
            <%1$s>
              <id>%2$s</id>
              <url>%3$s</url>
              <releases><enabled>%4$s</enabled><checksumPolicy>ignore</checksumPolicy></releases>
              <snapshots><enabled>%5$s</enabled><checksumPolicy>ignore</checksumPolicy></snapshots>
            </%1$s>
            """;
    private static final String MIRROR = """
            <mirror>
              <id>%1$s-itself</id>
              <mirrorOf>%1$s</mirrorOf>
              <url>%2$s</url>
            </mirror>
            """;

    private ForeignSettings() {}

    /**
     * Writes them.
     *
     * @param packaged   holds what this build packaged
     * @param downloaded holds what the outer Maven has downloaded before
     */
    static void write(Path file, @Nullable Path outer, Path packaged, Path downloaded) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Document settings = outer == null ? builder.newDocument() : builder.parse(outer.toFile());
        if (settings.getDocumentElement() == null) {
            settings.appendChild(settings.createElement("settings"));
        }
        boolean releasesToo = true;
        String ours = repository("repository", "rollcall-packaged", packaged, releasesToo, true);
        String theirs = repository("repository", "rollcall-downloaded", downloaded, true, false);
        String plugins = repository("pluginRepository", "rollcall-downloaded", downloaded, true, false);
        add(builder, settings, "profiles", PROFILE.formatted(ours, theirs, plugins));
        add(builder, settings, "activeProfiles", "<activeProfile>rollcall-foreign</activeProfile>");
        // A mirror of one id comes before a mirror of everything, which would send these two over the network.
        add(builder, settings, "mirrors", MIRROR.formatted("rollcall-packaged", packaged.toUri()));
        add(builder, settings, "mirrors", MIRROR.formatted("rollcall-downloaded", downloaded.toUri()));
        try (var out = Files.newOutputStream(file)) {
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(settings), new StreamResult(out));
        }
    }

    private static String repository(String element, String id, Path folder, boolean releases, boolean snapshots) {
        return REPOSITORY.formatted(element, id, folder.toUri(), releases, snapshots);
    }

    private static void add(DocumentBuilder builder, Document settings, String listName, String member)
            throws Exception {
        Element root = settings.getDocumentElement();
        Node list = null;
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (listName.equals(child.getNodeName())) {
                list = child;
            }
        }
        if (list == null) {
            list = root.appendChild(settings.createElementNS(root.getNamespaceURI(), listName));
        }
        String named = root.getNamespaceURI() == null
                ? member
                : member.replaceFirst("<(\\w+)", "<$1 xmlns=\"" + root.getNamespaceURI() + "\"");
        byte[] text = named.getBytes(StandardCharsets.UTF_8);
        list.appendChild(settings.importNode(
                builder.parse(new java.io.ByteArrayInputStream(text)).getDocumentElement(), true));
    }
}
