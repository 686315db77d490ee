package kasane.routes;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.testing.Web;

/** A household of 包括北 with three secrets in it, made through the same forms as everybody's. */
final class Planted {

    /** What must reach nobody who has no ground to see it. */
    static final Map<String, String> SECRETS = Map.of("name", "植込崎", "phone", "09000004321", "text", "植え込まれた秘密の文");

    private static Planted planted;

    final Map<String, String> ids = new LinkedHashMap<>();

    /** Planted once for all classes that share the server. */
    static synchronized Planted on(int port) {
        if (planted == null) {
            planted = new Planted(port);
        }
        return planted;
    }

    private Planted(int port) {
        Web keeper = Web.as(port, "houkatsu");
        String household = id(
                fill(keeper, "/households/new", "/households", Map.of("family", "植込崎", "given", "サクラ", "label", "植込崎")),
                "/households/");
        String person = id(keeper.get("/households/" + household + "/members").body(), "/members/");
        fill(
                keeper,
                "/households/" + household + "/contacts/new?person=" + person,
                "/households/" + household + "/contacts?person=" + person,
                Map.of("kind", "PHONE", "value", "090-0000-4321", "phone", "090-0000-4321"));
        String contact = id(keeper.get("/households/" + household + "/members").body(), "/contacts/");
        String record = id(
                fill(
                        keeper,
                        "/households/" + household + "/records/new",
                        "/households/" + household + "/records",
                        Map.of("facts", "植え込まれた秘密の文", "doneOn", "2026-06-15", "audience", "OWN")),
                "/records/");
        ids.put("household", household);
        ids.put("person", person);
        ids.put("contact", contact);
        ids.put("record", record);
        ids.put("agency", "1");
        Web system = Web.as(port, "system");
        ids.put("staff", key(system.get("/staff").body(), "href=\"/staff/(\\d+)\""));
        ids.put("label", key(system.get("/settings/labels").body(), "href=\"/settings/labels/([^\"/]+)/new\""));
        ids.put("clock", key(system.get("/settings/clocks").body(), "href=\"/settings/clocks/([^\"/]+)/new\""));
    }

    /** The sample path with the planted ids; what was not planted is an id that nobody has. */
    String path(String sample) {
        Matcher name = Pattern.compile("\\{(\\w+)}").matcher(sample);
        return URI.create(name.replaceAll(m -> ids.getOrDefault(
                        m.group(1), UUID.nameUUIDFromBytes(sample.getBytes()).toString())))
                .toASCIIString();
    }

    private static String id(String text, String before) {
        Matcher id = Pattern.compile(Pattern.quote(before) + "([0-9a-f]{8}-[0-9a-f-]{27})")
                .matcher(text);
        if (!id.find()) {
            throw new AssertionError("no id after " + before + " in: " + text);
        }
        return id.group(1);
    }

    private static String key(String text, String pattern) {
        Matcher key = Pattern.compile(pattern).matcher(text);
        if (!key.find()) {
            throw new AssertionError("no " + pattern + " in: " + text);
        }
        return key.group(1);
    }

    /** Opens a form, leaves everything as offered or at its first choice, types the given fields and sends it. */
    static String fill(Web web, String page, String action, Map<String, String> typed) {
        Web.Answer open = web.get(page);
        Map<String, List<String>> fields = offered(open.body());
        typed.forEach((name, value) -> fields.put(name, List.of(value)));
        Web.Answer answer = web.post(open, action, fields);
        if (answer.status() != 303) {
            Matcher errors = Pattern.compile("(?s)error-summary.*?</div>").matcher(answer.body());
            throw new AssertionError(action + " answered " + answer.status() + " to " + fields.keySet() + ": "
                    + (errors.find() ? errors.group() : answer.body()));
        }
        return answer.location();
    }

    private static Map<String, List<String>> offered(String html) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Matcher tag = Pattern.compile(
                        "(?s)<input ([^>]*)>|<textarea ([^>]*)>(.*?)</textarea>|<select ([^>]*)>(.*?)</select>")
                .matcher(html);
        while (tag.find()) {
            if (tag.group(1) != null) {
                String attributes = tag.group(1);
                String name = attribute(attributes, "name");
                String type = attribute(attributes, "type");
                boolean chosen = attributes.matches("(?s).*\\bchecked\\b.*");
                if (name.isEmpty()
                        || type.equals("checkbox") && !chosen
                        || type.equals("file")
                        || type.equals("search")) {
                    continue;
                }
                if (!type.equals("radio") || chosen || !fields.containsKey(name)) {
                    fields.put(name, List.of(attribute(attributes, "value")));
                }
            } else if (tag.group(2) != null) {
                fields.put(attribute(tag.group(2), "name"), List.of(tag.group(3).strip()));
            } else {
                List<String> values = new ArrayList<>();
                Matcher option = Pattern.compile("<option ([^>]*)>").matcher(tag.group(5));
                while (option.find()) {
                    values.add(attribute(option.group(1), "value"));
                }
                fields.put(
                        attribute(tag.group(4), "name"),
                        List.of(values.stream()
                                .filter(v -> !v.isEmpty())
                                .findFirst()
                                .orElse("")));
            }
        }
        fields.remove("");
        fields.keySet().removeIf(name -> name.equals("q") || name.equals("hat"));
        return fields;
    }

    private static String attribute(String attributes, String name) {
        Matcher value = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
        return value.find() ? value.group(1) : "";
    }
}
