package dev.rollcall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of ARCHITECTURE.md that a machine can hold. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // What other modules' tests lend to the simulation.
            .withImportOption(place -> !place.contains("/dev/rollcall/agent/testing/")
                    && !place.contains("/dev/rollcall/receiver/testing/"))
            .importPackages("dev.rollcall");

    private static final String[] CLOCK_AND_SLEEP_ALLOWED = {"..wiring..", "dev.rollcall.demo..", "dev.rollcall.house.."
    };

    @Test
    void house_isWholeOnTheClassPath() {
        for (String module : List.of("isapi", "simulator", "attendance", "attendance.hikvision", "agent", "receiver")) {
            assertThat(HOUSE.stream().filter(type -> type.getPackageName().startsWith("dev.rollcall." + module)))
                    .as(module)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void core_touchesOnlyTheJdkGuavaAndJspecify() {
        check(classes()
                .that(resideInAnyPackage(
                        "dev.rollcall.attendance.event..",
                        "dev.rollcall.attendance.identity..",
                        "dev.rollcall.attendance.window..",
                        "dev.rollcall.attendance.reconcile..",
                        "dev.rollcall.attendance.exchange.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "com.google.common..", "org.jspecify..", "dev.rollcall.attendance..")));
    }

    @Test
    void core_knowsNothingOfHikvisionOrSql() {
        check(noClasses()
                .that(resideInAnyPackage(
                        "dev.rollcall.attendance.event..",
                        "dev.rollcall.attendance.identity..",
                        "dev.rollcall.attendance.window..",
                        "dev.rollcall.attendance.reconcile..",
                        "dev.rollcall.attendance.exchange.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..", "java.net..", "java.io..", "dev.rollcall.attendance.hikvision..")));
    }

    @Test
    void translator_doesNoInputOrOutput() {
        check(noClasses()
                .that(resideInAPackage("dev.rollcall.attendance.hikvision.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..")));
    }

    @Test
    void client_knowsNothingOfAttendance() {
        check(noClasses()
                .that(resideInAPackage("dev.rollcall.isapi.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.rollcall.attendance..",
                        "dev.rollcall.agent..",
                        "dev.rollcall.receiver..",
                        "dev.rollcall.simulator..")));
    }

    @Test
    void simulator_sharesNothingWithTheHouse() {
        check(noClasses()
                .that(resideInAPackage("dev.rollcall.simulator.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.rollcall.isapi..",
                        "dev.rollcall.attendance..",
                        "dev.rollcall.agent..",
                        "dev.rollcall.receiver..")));
    }

    @Test
    void agentAndReceiver_doNotKnowEachOther() {
        check(noClasses()
                .that(resideInAPackage("dev.rollcall.agent.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.rollcall.receiver..")));
        check(noClasses()
                .that(resideInAPackage("dev.rollcall.receiver.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.rollcall.agent..")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.rollcall.isapi",
                "dev.rollcall.attendance",
                "dev.rollcall.simulator",
                "dev.rollcall.agent",
                "dev.rollcall.receiver"
            })
    void packages_haveNoCycles(String module) {
        check(slices().matching(module + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true));
    }

    @Test
    void internals_areNotImportedFromOutside() {
        check(noClasses()
                .that(resideInAPackage("dev.rollcall..").and(not(resideInAPackage("dev.rollcall.isapi.."))))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.rollcall.isapi.internal..")));
    }

    @Test
    void agentAdapters_doNotImportOneAnother() {
        adaptersApart("dev.rollcall.agent.isapi..", "dev.rollcall.agent.sqlite..", "dev.rollcall.agent.cloud..");
    }

    @Test
    void receiverRooms_reachSqlOnlyThroughPorts() {
        check(noClasses()
                .that(resideInAnyPackage(
                        "dev.rollcall.receiver.web..",
                        "dev.rollcall.receiver.ingest..",
                        "dev.rollcall.receiver.inbox..",
                        "dev.rollcall.receiver.query..",
                        "dev.rollcall.receiver.dashboard..",
                        "dev.rollcall.receiver.devicepull..",
                        "dev.rollcall.receiver.reconcile..",
                        "dev.rollcall.receiver.upkeep..",
                        "dev.rollcall.receiver.security..",
                        "dev.rollcall.receiver.store.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.rollcall.receiver.jdbc..", "java.sql..", "org.sqlite..")));
    }

    /** Whatever connects where it is told to is a way into the network the receiver stands in. */
    @Test
    void receiver_connectsOnlyToItsDatabase_andToTerminalsThatAreListed() {
        var outsideDevicePull = resideInAPackage("dev.rollcall.receiver..")
                .and(not(resideInAnyPackage("dev.rollcall.receiver.devicepull..", "dev.rollcall.receiver.jdbc..")));
        check(noClasses()
                .that(outsideDevicePull)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net.http..",
                                "javax.naming..",
                                "okhttp3..",
                                "retrofit2..",
                                "org.springframework.web.client..",
                                "dev.rollcall.isapi.discovery..")
                        .or(nameMatching("java\\.net\\.(Socket|DatagramSocket|MulticastSocket|.*URLConnection)"))
                        .or(nameMatching("java\\.nio\\.channels\\.(Asynchronous)?(Socket|Datagram)Channel"))
                        .or(simpleName("IsapiClient"))));
        check(noClasses()
                .that(resideInAPackage("dev.rollcall.receiver.."))
                .should()
                .callMethod(URL.class, "openStream"));
        check(noClasses()
                .that(resideInAPackage("dev.rollcall.receiver.."))
                .should()
                .callMethod(URL.class, "openConnection"));
    }

    @Test
    void receiverDevicePull_connectsByTheClientAlone() {
        check(noClasses()
                .that(resideInAPackage("dev.rollcall.receiver.devicepull.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.net..",
                        "java.nio.channels..",
                        "okhttp3..",
                        "retrofit2..",
                        "dev.rollcall.receiver.jdbc..")));
    }

    @Test
    void clockAndSleep_areReadOnlyInWiring() {
        var outsideWiring = not(resideInAnyPackage(CLOCK_AND_SLEEP_ALLOWED).or(simpleNameEndingWith("Main")));
        check(noClasses().that(outsideWiring).should().callMethod(Instant.class, "now"));
        check(noClasses().that(outsideWiring).should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().that(outsideWiring).should().callMethod(Thread.class, "sleep", long.class));
        check(noClasses().that(outsideWiring).should().callMethod(Clock.class, "systemUTC"));
    }

    /** A library has real defaults: the client's own guard, and the clock of a device that is only simulated. */
    @Test
    void systemClock_isADefaultOnlyInLibraries() {
        check(noClasses()
                .that(not(resideInAnyPackage(CLOCK_AND_SLEEP_ALLOWED)
                        .or(resideInAPackage("dev.rollcall.simulator.."))
                        .or(simpleName("PasswordGuard"))))
                .should()
                .callMethod(InstantSource.class, "system"));
    }

    @Test
    void staticState_doesNotExist() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void names_sayWhatThingsAre() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Processor|Impl)")
                .orShould(new NotNamedData()));
        check(noClasses()
                .should()
                .resideInAnyPackage("..model..", "..util..", "..impl..", "..manager..", "..helper.."));
    }

    @Test
    void everyPackage_saysWhatLivesThere_andIsNullMarked() {
        Set<String> silent = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            JavaPackage room = type.getPackage();
            if (room.tryGetPackageInfo().isEmpty() || !room.isAnnotatedWith(NullMarked.class)) {
                silent.add(room.getName());
            }
        }
        assertThat(silent).isEmpty();
    }

    private static void adaptersApart(String... adapters) {
        for (String adapter : adapters) {
            for (String other : adapters) {
                if (!adapter.equals(other)) {
                    check(noClasses()
                            .that(resideInAPackage(adapter))
                            .should()
                            .dependOnClassesThat(resideInAPackage(other)));
                }
            }
        }
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }

    /** ISAPI's own names (DeviceInfo) are allowed; a class of ours is not called by what every class is. */
    private static final class NotNamedData extends com.tngtech.archunit.lang.ArchCondition<JavaClass> {
        NotNamedData() {
            super("be named by what every class is");
        }

        @Override
        public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
            boolean named = nameMatching(".*(Data|Info)").test(type)
                    && !type.getPackageName().startsWith("dev.rollcall.isapi.system");
            events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(type, named, type.getName()));
        }
    }
}
