package kasane.operations.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody types and ticks in a form: field by field, a choice by the words that stand beside it. */
public record Typed(Map<String, List<String>> fields) {

    /** Nothing beyond what the form offers. */
    public static final Typed NOTHING = new Typed(Map.of());

    /** The first field. */
    public static Typed of(String name, String... values) {
        return NOTHING.and(name, values);
    }

    /** One more field. */
    public Typed and(String name, String... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(fields);
        more.put(name, List.of(values));
        return new Typed(more);
    }

    /** 困りごと with its ◎: several boxes of one field, and the button of the most urgent. */
    public Typed issues(String field, String urgentField, String urgent, String... others) {
        List<String> all = new ArrayList<>(List.of(urgent));
        all.addAll(List.of(others));
        return and(field, all.toArray(String[]::new)).and(urgentField, "◎" + urgent + "をいちばん急ぐ");
    }
}
