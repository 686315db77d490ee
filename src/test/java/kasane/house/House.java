package kasane.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The compiled house and its sources, read once. */
final class House {

    static final Path MAIN = Path.of("src/main/java/kasane");
    static final Path TEST = Path.of("src/test/java/kasane");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Compiled templates stand beside the controllers that use them, and are looked at as sources.
            .withImportOption(location -> !location.contains("/Jte"))
            .importPackages("kasane");

    private House() {}

    /** The module a class belongs to: the package below {@code kasane}. */
    static String module(String className) {
        String[] parts = className.split("\\.");
        return parts.length > 2 ? parts[1] : "";
    }

    /** The outermost class, without packages. */
    static String outer(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return name.replaceAll("\\$.*", "");
    }

    /** All sources below a directory that end so. */
    static Map<Path, String> sources(Path root, String ending) {
        try (Stream<Path> files = Files.walk(root)) {
            Map<Path, String> sources = new TreeMap<>();
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                sources.put(file, Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source without comments and texts, so that words in prose are not taken for code. */
    static String code(String source) {
        return source.replaceAll("(?s)\"\"\".*?\"\"\"", "\"\"")
                .replaceAll("\"(\\\\.|[^\"\\\\\n])*\"", "\"\"")
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("//[^\n]*", "");
    }

    /** A constant SQL text and where it stands. */
    record Sql(String where, String module, String text) {
        @Override
        public String toString() {
            return where;
        }
    }

    private static final Pattern STATEMENT = Pattern.compile(
            "^\\s*(select|insert|update|delete|with|merge)\\s.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** Every constant of the house that is a whole SQL statement, except those below the gate. */
    static List<Sql> statements() {
        List<Sql> statements = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            String module = module(type.getName());
            if (module.equals("postgres") || module.equals("gate")) {
                continue;
            }
            try {
                Class<?> loaded = Class.forName(type.getName(), false, House.class.getClassLoader());
                for (Field field : loaded.getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                        field.setAccessible(true);
                        String text = (String) field.get(null);
                        if (text != null && STATEMENT.matcher(text).matches()) {
                            statements.add(new Sql(type.getName() + "." + field.getName(), module, text));
                        }
                    }
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return statements;
    }
}
