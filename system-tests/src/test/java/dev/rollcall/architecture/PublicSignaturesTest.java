package dev.rollcall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever takes one of our libraries sees the JDK's types and ours in it, so that a change of what is inside changes nothing. */
class PublicSignaturesTest {

    private static final List<String> EVERYBODYS = List.of("java.", "org.jspecify.annotations.", "dev.rollcall.");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.rollcall.isapi",
                "dev.rollcall.simulator",
                "dev.rollcall.attendance",
                "dev.rollcall.attendance.hikvision"
            })
    void signatures_showNoThirdPartyType(String library) {
        List<JavaClass> visible = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(library).stream()
                        .filter(type -> !type.getPackageName().contains(".internal"))
                        .filter(PublicSignaturesTest::isVisible)
                        .toList();
        Set<String> strangers = new LinkedHashSet<>();
        for (JavaClass type : visible) {
            shown(type)
                    .filter(seen -> !isAllowed(type, seen.getBaseComponentType()))
                    .forEach(seen -> strangers.add(type.getName() + " shows " + seen.getName()));
        }

        assertThat(visible).as("visible types of %s", library).hasSizeGreaterThan(3);
        assertThat(strangers).isEmpty();
    }

    private static boolean isVisible(JavaClass type) {
        boolean itself = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return itself
                && type.getEnclosingClass().map(PublicSignaturesTest::isVisible).orElse(true);
    }

    /** The test kit's JUnit extension is about JUnit. */
    private static boolean isAllowed(JavaClass type, JavaClass seen) {
        return seen.isPrimitive()
                || EVERYBODYS.stream().anyMatch(seen.getName()::startsWith)
                || (type.getName().startsWith("dev.rollcall.simulator.junit.")
                        && seen.getName().startsWith("org.junit.jupiter.api."));
    }

    private static Stream<JavaClass> shown(JavaClass type) {
        Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> inMembers = type.getMembers().stream()
                .filter(PublicSignaturesTest::isVisible)
                .flatMap(PublicSignaturesTest::types);
        Stream<JavaType> bounds = type.getTypeParameters().stream().map(variable -> (JavaType) variable);
        return Stream.of(above, inMembers, bounds)
                .flatMap(types -> types)
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Collection::stream);
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Stream<JavaType> thrown = unit.getThrowsClause().getTypes().stream().map(type -> (JavaType) type);
        return Stream.of(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()), thrown)
                .flatMap(types -> types);
    }
}
