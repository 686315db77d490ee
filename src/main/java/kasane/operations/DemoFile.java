package kasane.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.operations.demo.DemoPeople;
import tools.jackson.databind.json.JsonMapper;

/** {@code demo.json}: the address of a running demonstration and the people one can sign in as. */
final class DemoFile {

    private DemoFile() {}

    /** Refuses a directory in which the town was only half founded: nobody should take it for the whole. */
    static void requireWhole(Path data) {
        if (Files.exists(unfinished(data))) {
            throw new Refusal("the demonstration in " + data
                    + " was interrupted while its stories were told; remove that" + " directory and start again.");
        }
    }

    /** Founds the town; as long as that lasts, a file says so. */
    static void founding(Path data, Runnable founding) {
        Path file = unfinished(data);
        try {
            Files.writeString(file, "The town in this directory is being founded.\n");
            founding.run();
            Files.delete(file);
        } catch (IOException e) {
            throw new Refusal("cannot write " + file + ".");
        }
    }

    private static Path unfinished(Path data) {
        return data.resolve("demo.unfinished");
    }

    static void write(Path data, String url) {
        Map<String, String> agencies = new LinkedHashMap<>();
        DemoPeople.agencies().forEach(agency -> agencies.put(agency.key(), agency.name()));
        List<Map<String, Object>> people = DemoPeople.people().stream()
                .map(person -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("login", person.login());
                    one.put("password", DemoPeople.PASSWORD);
                    one.put("name", person.name());
                    one.put("role", person.title());
                    one.put(
                            "agencies",
                            person.hats().stream()
                                    .map(hat -> agencies.getOrDefault(hat.agency(), hat.agency()))
                                    .toList());
                    one.put("story", person.story());
                    return one;
                })
                .toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("url", url);
        all.put("people", people);
        String text =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all);
        Path file = data.resolve("demo.json");
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new Refusal("cannot write " + file + ".");
        }
    }
}
