package kasane.operations.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One form on a page as its reader has it before them: what is filled in already, and what can be chosen. */
final class PageForm {

    private static final Pattern FORM = Pattern.compile("(?s)<form ([^>]*)>(.*?)</form>");
    private static final Pattern CONTROL = Pattern.compile(
            "(?s)<input ([^>]*)>|<textarea ([^>]*)>(.*?)</textarea>|<select ([^>]*)>(.*?)</select>|<button ([^>]*)>(.*?)</button>");
    private static final Pattern OPTION = Pattern.compile("(?s)<option([^>]*)>(.*?)</option>");
    private static final Pattern LABEL = Pattern.compile("(?s)<label for=\"([^\"]*)\">(.*?)</label>");
    private static final Pattern ERROR = Pattern.compile("(?s)class=\"error-summary\".*?</div>");
    private static final Pattern ERROR_LINE = Pattern.compile("(?s)<li>(.*?)</li>");

    private final String action;
    private final Map<String, List<String>> filled = new LinkedHashMap<>();
    /** Of each field the words of its choices with their values; empty for a field that is written. */
    private final Map<String, Map<String, String>> choices = new LinkedHashMap<>();

    /** The form of the page that is sent to this address. */
    PageForm(String page, String action) {
        this.action = action;
        Matcher form = FORM.matcher(page);
        while (form.find()) {
            if (text(attribute(form.group(1), "action")).equals(action)) {
                read(form.group(2));
                return;
            }
        }
        throw new IllegalStateException("no form on the page is sent to " + action);
    }

    private void read(String form) {
        Map<String, String> labels = LABEL.matcher(form)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> text(label.group(2)), (one, two) -> one));
        Matcher control = CONTROL.matcher(form);
        while (control.find()) {
            if (control.group(1) != null) {
                input(control.group(1), labels);
            } else if (control.group(2) != null) {
                // A browser leaves out the line break after the tag.
                field(attribute(control.group(2), "name"), text(control.group(3).replaceFirst("^\n", "")));
            } else if (control.group(4) != null) {
                select(attribute(control.group(4), "name"), control.group(5));
            } else {
                button(control.group(6), control.group(7));
            }
        }
    }

    private void input(String attributes, Map<String, String> labels) {
        String name = text(attribute(attributes, "name"));
        String value = text(attribute(attributes, "value"));
        String type = attribute(attributes, "type");
        if (type.equals("radio") || type.equals("checkbox")) {
            choice(name, labels.getOrDefault(attribute(attributes, "id"), value), value, isSet(attributes, "checked"));
        } else if (!type.equals("file")) {
            field(name, value);
        }
    }

    private void select(String name, String options) {
        Matcher option = OPTION.matcher(options);
        boolean first = true;
        while (option.find()) {
            boolean selected = isSet(option.group(1), "selected");
            if (selected || first) {
                filled.remove(name);
            }
            choice(name, text(option.group(2)), text(attribute(option.group(1), "value")), selected || first);
            first = false;
        }
    }

    private void button(String attributes, String words) {
        String name = text(attribute(attributes, "name"));
        if (!name.isEmpty()) {
            choice(name, text(words), text(attribute(attributes, "value")), false);
        }
    }

    private void field(String name, String value) {
        choices.computeIfAbsent(name, n -> new LinkedHashMap<>());
        filled.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private void choice(String name, String words, String value, boolean chosen) {
        choices.computeIfAbsent(name, n -> new LinkedHashMap<>()).put(words, value);
        if (chosen) {
            filled.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
    }

    /** Everything the browser would send once this was typed; what the form does not offer cannot be typed. */
    Map<String, List<String>> with(Typed typed) {
        Map<String, List<String>> all = new LinkedHashMap<>(filled);
        typed.fields().forEach((name, values) -> {
            Map<String, String> offered = choices.get(name);
            if (offered == null) {
                throw new IllegalStateException("the form for " + action + " has no field " + name + ", only "
                        + String.join(", ", choices.keySet()));
            }
            all.put(
                    name,
                    values.stream().map(value -> value(name, offered, value)).toList());
        });
        return all;
    }

    private String value(String name, Map<String, String> offered, String typed) {
        if (offered.isEmpty() || offered.containsValue(typed)) {
            return typed;
        }
        String value = offered.get(typed);
        if (value == null) {
            throw new IllegalStateException("the form for " + action + " offers as " + name + " no " + typed + ", only "
                    + String.join("、", offered.keySet()));
        }
        return value;
    }

    /** The sentences with which a form came back. */
    static List<String> errors(String page) {
        Matcher summary = ERROR.matcher(page);
        return summary.find()
                ? ERROR_LINE
                        .matcher(summary.group())
                        .results()
                        .map(line -> text(line.group(1)))
                        .toList()
                : List.of();
    }

    private static boolean isSet(String attributes, String name) {
        return Pattern.compile("(?:^|\\s)" + name + "(?:\\s|=|/|$)")
                .matcher(attributes)
                .find();
    }

    private static String attribute(String attributes, String name) {
        Matcher value =
                Pattern.compile("(?s)(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
        return value.find() ? value.group(1) : "";
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
