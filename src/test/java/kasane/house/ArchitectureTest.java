package kasane.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.TownClock;
import kasane.gate.Viewer;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.PostMapping;

/** The conventions of CONTRIBUTING.md, for every class, template and test there is. */
@Tag("modules")
@Promise("G3")
class ArchitectureTest {

    private static final Pattern FORBIDDEN_SUFFIX =
            Pattern.compile(".*(Service|ServiceImpl|Manager|Utils?|Helper|Impl|Dto|DTO|Repository|Entity|Mapper)$");

    /** Words that read like somebody else's product or like nothing at all. */
    private static final Pattern FORBIDDEN_WORD =
            Pattern.compile(".*(Abstract|Base[A-Z]|Common|Misc|Generic|Foo|Dummy).*");

    private static final Set<String> STEPS =
            Set.of("modules", "rules", "sql", "authorisation", "pages", "walks", "documents", "smoke");

    /** What a class may not touch if it is pure. */
    private static final Pattern FRAMEWORK = Pattern.compile(
            "(org\\.springframework|java\\.sql|javax\\.sql|jakarta\\.servlet|gg\\.jte|org\\.flywaydb|com\\.zaxxer)\\..*");

    /** Every POST goes through the form helper, except these, each reviewed. */
    private static final Set<String> POSTS_WITHOUT_FORM = Set.of(
            "kasane.access.signin.SignInController.signIn", // nobody is signed in yet; keeps what was typed by itself
            "kasane.access.signin.SignInController.answer", // nobody is signed in yet; keeps what was typed by itself
            "kasane.access.signin.SignInController.signOut", // ends the session, carries nothing
            "kasane.access.signin.SignInController.wear", // changes the hat, carries nothing
            "kasane.editing.DraftController.save"); // is the draft

    @Test
    void names_say_what_a_class_is_and_no_class_is_a_service_manager_or_util() {
        assertThat(House.CLASSES.stream()
                        .map(House::outer)
                        .filter(name -> FORBIDDEN_SUFFIX.matcher(name).matches()
                                || FORBIDDEN_WORD.matcher(name).matches()))
                .isEmpty();
    }

    @Test
    void what_is_no_controller_store_query_or_use_case_is_pure() {
        List<String> impure = new ArrayList<>();
        for (JavaClass type : House.CLASSES) {
            String module = House.module(type.getName());
            if (mayTouchFrameworks(type)
                    || Set.of("postgres", "gate", "operations", "").contains(module)) {
                continue;
            }
            type.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass().getName())
                    .filter(target -> FRAMEWORK.matcher(target).matches())
                    .filter(target -> !target.startsWith("org.springframework.modulith"))
                    .distinct()
                    .forEach(target -> impure.add(type.getName() + " uses " + target));
        }
        assertThat(impure).isEmpty();
    }

    /** Beans are use cases, stores, queries, controllers and configuration; nested classes belong to their outer one. */
    private static boolean mayTouchFrameworks(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        String name = outermost.getSimpleName();
        return outermost.isMetaAnnotatedWith(Component.class)
                || outermost.isMetaAnnotatedWith(Controller.class)
                || outermost.isAnnotatedWith(ControllerAdvice.class)
                || name.equals("package-info")
                || name.endsWith("Policies")
                || name.endsWith("Config")
                || name.endsWith("Settings")
                || Set.of(
                                // The web side of the form helper and of sessions, and the engines behind the sheets.
                                "Submission", "SessionCookie", "SqlStates", "Flash", "Download", "Sheets", "Pdf")
                        .contains(name);
    }

    @Test
    void only_the_gate_speaks_to_the_database() {
        List<String> others = new ArrayList<>();
        for (JavaClass type : House.CLASSES) {
            // The generator fills an empty town as the superuser of the embedded database: no viewer exists yet. A
            // backup
            // and its restore pass by every viewer, and are commands of the operator alone.
            if (Set.of("gate", "postgres").contains(House.module(type.getName()))
                    || type.getName().startsWith("kasane.operations.backup.")
                    || type.getName().equals("kasane.operations.Generate")
                    || type.getName().equals("kasane.operations.generate.GeneratedTown")) {
                continue;
            }
            type.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass().getName())
                    .filter(target -> target.startsWith("org.springframework.jdbc.core")
                            || target.startsWith("org.springframework.jdbc.datasource")
                            || target.startsWith("com.zaxxer")
                            || target.equals("javax.sql.DataSource")
                            || target.equals("java.sql.Connection")
                            || target.equals("java.sql.DriverManager"))
                    .distinct()
                    .forEach(target -> others.add(type.getName() + " uses " + target));
        }
        assertThat(others).isEmpty();
        // The settings that carry the viewer are written in one class; anywhere else would be a forged viewer.
        assertThat(House.sources(House.MAIN, ".java").entrySet().stream()
                        .filter(source -> source.getValue().contains("set_config(")
                                || Pattern.compile("['\"]kasane\\.(agency|staff|duties|purpose|now)\\b")
                                        .matcher(source.getValue())
                                        .find())
                        .map(Map.Entry::getKey))
                .containsExactly(House.MAIN.resolve("gate/GateTransactions.java"));
    }

    @Test
    void whoever_reads_or_writes_names_the_viewer_first() {
        List<String> offenders = new ArrayList<>();
        for (JavaClass type : House.CLASSES) {
            String module = House.module(type.getName());
            if (module.equals("gate") || module.equals("postgres") || type.isInterface()) {
                continue;
            }
            boolean touches =
                    type.getFields().stream().anyMatch(f -> f.getRawType().isEquivalentTo(Db.class));
            if (!touches) {
                continue;
            }
            for (JavaMethod method : type.getMethods()) {
                boolean usesDb = method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Db.class));
                if (!usesDb
                        || method.getModifiers().contains(JavaModifier.SYNTHETIC)
                        || method.getModifiers().contains(JavaModifier.PRIVATE)
                        || method.isAnnotatedWith("jakarta.annotation.PostConstruct")
                        || method.isAnnotatedWith("org.springframework.scheduling.annotation.Scheduled")
                        || worksForItself(method)) {
                    continue;
                }
                if (method.getRawParameterTypes().isEmpty()
                        || !method.getRawParameterTypes().getFirst().isAssignableTo(Viewer.class)) {
                    offenders.add(method.getFullName());
                }
            }
        }
        assertThat(offenders).isEmpty();
    }

    /** These act as a job of the closed list, named in the method, before or without anybody being known. */
    private static boolean worksForItself(JavaMethod method) {
        return method.getFieldAccesses().stream()
                .map(access -> access.getTarget().resolveMember())
                .anyMatch(field -> field.isPresent()
                        && field.get().getModifiers().contains(JavaModifier.STATIC)
                        && field.get().getRawType().isAssignableTo(Viewer.class));
    }

    @Test
    void transactions_are_opened_by_the_gate_alone() {
        assertThat(House.CLASSES.stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(d -> d.getTargetClass()
                                        .getName()
                                        .startsWith("org.springframework.transaction.annotation")))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void time_comes_from_the_bound_clock() {
        Set<String> reviewed = Set.of("kasane.shared.Ids");
        List<String> offenders = new ArrayList<>();
        for (JavaClass type : House.CLASSES) {
            if (reviewed.contains(type.getName())
                    || Set.of("postgres", "operations").contains(House.module(type.getName()))) {
                continue;
            }
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String owner = access.getTargetOwner().getName();
                boolean asks = owner.startsWith("java.time.")
                        && access.getTarget().getName().equals("now")
                        && access.getTarget().getFullName().endsWith("now()");
                boolean system = owner.equals("java.lang.System")
                                && access.getTarget().getName().equals("currentTimeMillis")
                        || owner.equals("java.util.Date")
                                && access.getTarget().getName().equals("<init>")
                        || owner.equals("java.time.Clock")
                                && access.getTarget().getName().startsWith("system")
                                && !type.getName().equals("kasane.gate.GateConfig");
                if (asks || system) {
                    offenders.add(access.getDescription());
                }
            }
        }
        assertThat(offenders).isEmpty();
    }

    @Test
    void only_a_story_of_the_demonstration_sets_the_clock_back() {
        assertThat(House.CLASSES.stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(d -> d.getTargetClass().isEquivalentTo(TownClock.class)))
                        .map(JavaClass::getName)
                        .filter(name -> !name.startsWith("kasane.operations.demo."))
                        .filter(name -> !name.startsWith("kasane.gate.")))
                .isEmpty();
    }

    @Test
    void every_form_goes_through_the_form_helper() {
        List<String> offenders = new ArrayList<>();
        for (JavaClass type : House.CLASSES) {
            for (JavaMethod method : type.getMethods()) {
                if (!method.isAnnotatedWith(PostMapping.class)) {
                    continue;
                }
                String name = type.getName() + "." + method.getName();
                boolean form = method.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(Submission.class));
                if (!form && !POSTS_WITHOUT_FORM.contains(name)) {
                    offenders.add(name);
                }
            }
        }
        assertThat(offenders).isEmpty();
    }

    @Test
    void nothing_is_deserialised_and_sockets_are_opened_by_the_launcher_alone() {
        List<String> offenders = new ArrayList<>();
        for (JavaClass type : House.CLASSES) {
            boolean launcher = Set.of("postgres", "operations").contains(House.module(type.getName()));
            type.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass().getName())
                    .filter(target -> target.equals("java.io.ObjectInputStream")
                            || target.startsWith("java.beans.XMLDecoder")
                            || !type.getName().equals("kasane.operations.mail.Smtp")
                                    && target.startsWith("jakarta.mail.")
                            || !launcher
                                    && (target.startsWith("java.net.Socket")
                                            || target.startsWith("java.net.ServerSocket")
                                            || target.startsWith("java.net.http.")
                                            || target.equals("java.net.URLConnection")
                                            || target.equals("java.nio.channels.SocketChannel")))
                    .distinct()
                    .forEach(target -> offenders.add(type.getName() + " uses " + target));
        }
        assertThat(offenders).isEmpty();
    }

    @Test
    void every_public_type_says_in_a_sentence_what_it_is() {
        Pattern type = Pattern.compile(
                "^public (?:final |sealed |non-sealed |abstract )*(?:class|record|interface|enum|@interface) (\\w+)",
                Pattern.MULTILINE);
        List<String> silent = new ArrayList<>();
        House.sources(House.MAIN, ".java").forEach((file, source) -> {
            Matcher found = type.matcher(source);
            while (found.find()) {
                String before = source.substring(0, found.start()).stripTrailing();
                // Annotations may stand between the sentence and the type.
                String[] parts = before.split("\\*/");
                boolean javadoc = before.contains("/**")
                        && parts.length > 0
                        && (before.endsWith("*/")
                                || parts[parts.length - 1].strip().startsWith("@"));
                if (!javadoc) {
                    silent.add(file.toString());
                }
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void templates_of_pages_take_frame_and_page_and_nothing_else() {
        List<String> offenders = new ArrayList<>();
        House.sources(House.MAIN, ".jte").forEach((file, source) -> {
            if (!source.contains("@param Frame frame") || file.startsWith(House.MAIN.resolve("ui"))) {
                return; // a component, or the frame itself
            }
            List<String> params = source.lines()
                    .filter(line -> line.startsWith("@param "))
                    .map(line -> line.replaceAll("\\s*=.*", "").replaceAll(".* ", ""))
                    .toList();
            if (!params.equals(List.of("frame", "page")) && !params.equals(List.of("frame"))) {
                offenders.add(file + " takes " + params);
            }
        });
        assertThat(offenders).isEmpty();
    }

    @Test
    void templates_hold_no_style_no_script_and_no_unescaped_text() {
        Pattern inline = Pattern.compile(
                "\\sstyle=|<style|<script(?![^>]*\\ssrc=)|\\son[a-z]+=|\\$unsafe|javascript:|https?://(?!www\\.w3\\.org)");
        List<String> offenders = new ArrayList<>();
        House.sources(House.MAIN, ".jte").forEach((file, source) -> {
            Matcher found = inline.matcher(source.replaceAll("(?s)<%--.*?--%>", ""));
            // Sheets for printing stand alone, without a browser and its policy.
            if (found.find() && !file.toString().endsWith("-sheet.jte") && !isSheet(file)) {
                offenders.add(file + ": " + found.group());
            }
        });
        assertThat(offenders).isEmpty();
    }

    private static boolean isSheet(Path file) {
        return file.startsWith(House.MAIN.resolve("documents"));
    }

    @Test
    void every_test_class_names_its_one_step() throws IOException {
        List<String> offenders = new ArrayList<>();
        House.sources(House.TEST, "Test.java").forEach((file, source) -> {
            List<String> tags = Pattern.compile("^@(?:net\\.jqwik\\.api\\.)?Tag\\(\"(\\w+)\"\\)", Pattern.MULTILINE)
                    .matcher(source)
                    .results()
                    .map(m -> m.group(1))
                    .distinct() // a class with examples and properties says it to both engines
                    .toList();
            if (tags.size() != 1 || !STEPS.contains(tags.getFirst())) {
                offenders.add(file + " " + tags);
            }
        });
        assertThat(offenders).isEmpty();
    }

    @Test
    void there_is_one_spring_configuration_for_all_tests() {
        assertThat(House.sources(House.TEST, ".java").entrySet().stream()
                        .filter(source -> Pattern.compile(
                                        "^@" + SpringBootTest.class.getSimpleName() + "\\b", Pattern.MULTILINE)
                                .matcher(source.getValue())
                                .find())
                        .map(source -> source.getKey().getFileName().toString()))
                .containsExactly("WithKasane.java");
    }

    @Test
    void beans_ask_for_what_they_need_in_their_constructor() {
        assertThat(House.CLASSES.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field ->
                                field.isAnnotatedWith("org.springframework.beans.factory.annotation.Autowired"))
                        .map(field -> field.getFullName()))
                .isEmpty();
    }

    @Test
    void sql_is_never_assembled_at_run_time() {
        // The gate takes compile-time constants; this keeps the compiler's check from being switched off.
        assertThat(House.sources(House.MAIN, ".java").entrySet().stream()
                        .filter(source -> source.getValue().contains("CompileTimeConstant\")")
                                || Arrays.asList(source.getValue().split("\n")).stream()
                                        .anyMatch(line ->
                                                line.contains("@SuppressWarnings") && line.contains("CompileTime")))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }
}
