package dev.rollcall.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What would be published is complete and says nothing of this house. */
class PublishedModulesIT {

    static final List<String> LIBRARIES = PublishedModules.LIBRARIES;

    private static final PublishedModules MODULES = PublishedModules.ofThisBuild();

    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void pom_standsAlone(String module) throws IOException {
        String pom = Files.readString(MODULES.pom(module));

        assertThat(pom)
                .contains("<artifactId>" + module + "</artifactId>", "<version>" + MODULES.version() + "</version>")
                .contains("<name>", "<description>", "Apache-2.0")
                .doesNotContain("<parent>", "<dependencyManagement>", "<build>", "<profiles>", "${", "<scope>test");
    }

    @Test
    void pomOfTheBom_managesTheLibrariesAndNothingElse() throws IOException {
        String pom = Files.readString(MODULES.pom(PublishedModules.BOM));

        assertThat(pom).contains("<packaging>pom</packaging>", "Apache-2.0").doesNotContain("<parent>", "<build>");
        assertThat(pom.split("<dependency>", -1)).hasSize(PublishedModules.LIBRARIES.size() + 1);
        assertThat(PublishedModules.LIBRARIES)
                .allSatisfy(module -> assertThat(pom).contains("<artifactId>" + module + "</artifactId>"));
    }

    /** Managed exclusions do not travel; those in the POM itself do. */
    @Test
    void pomOfTheClient_keepsTheOtherOkHttpOut() throws IOException {
        String pom = Files.readString(MODULES.pom("hikvision-isapi-client"));

        for (String carrier : List.of("retrofit", "converter-jackson", "okhttp-digest")) {
            String dependency = pom.substring(pom.indexOf("<artifactId>" + carrier + "</artifactId>"));
            assertThat(dependency.substring(0, dependency.indexOf("</dependency>")))
                    .as(carrier)
                    .contains("<exclusion>", "<artifactId>okhttp</artifactId>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "attendance-core, dev.rollcall.attendance",
        "attendance-hikvision, dev.rollcall.attendance.hikvision",
        "hikvision-isapi-client, dev.rollcall.isapi",
        "hikvision-isapi-simulator, dev.rollcall.simulator"
    })
    void jar_hasAModuleName(String module, String name) {
        assertThat(ModuleFinder.of(MODULES.jar(module)).findAll())
                .singleElement()
                .extracting(ModuleReference::descriptor)
                .extracting(ModuleDescriptor::name, ModuleDescriptor::isAutomatic)
                .containsExactly(name, true);
    }

    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void sourcesAndDocumentation_areThere(String module) throws IOException {
        List<String> classes = entries(MODULES.jar(module), ".class");

        assertThat(entries(MODULES.sources(module), ".java"))
                .hasSameSizeAs(entries(MODULES.home().resolve(module).resolve("src/main/java")));
        assertThat(entries(MODULES.javadoc(module), "index.html")).contains("index.html");
        assertThat(classes).isNotEmpty().allMatch(name -> name.startsWith("dev/rollcall/"));
    }

    @Test
    void nothingElse_isDeployed() throws IOException {
        try (Stream<Path> folders = Files.list(MODULES.home())) {
            List<String> deployed = folders.map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .filter(pom -> read(pom).contains("<maven.deploy.skip>false"))
                    .map(pom -> pom.getParent().getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(deployed)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(PublishedModules.LIBRARIES.stream(), Stream.of(PublishedModules.BOM))
                                    .toList());
        }
        assertThat(read(MODULES.home().resolve("pom.xml"))).contains("<maven.deploy.skip>true</maven.deploy.skip>");
    }

    private static List<String> entries(Path jar, String ending) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(ending))
                    .toList();
        }
    }

    private static List<String> entries(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
