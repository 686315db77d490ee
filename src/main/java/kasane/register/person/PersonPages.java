package kasane.register.person;

import java.util.List;
import java.util.UUID;
import kasane.ui.FormView;
import kasane.ui.Option;
import org.jspecify.annotations.Nullable;

/** What the templates about a person take. */
public final class PersonPages {

    private PersonPages() {}

    /** 世帯員を足す. */
    public record New(UUID household, FormView form, PersonForm.Choices choices) {}

    /** 世帯員を直す. */
    public record Edit(
            UUID household, UUID person, String name, boolean current, FormView form, PersonForm.Choices choices) {
        /** Where the form is sent. */
        public String action() {
            return "/households/" + household + "/members/" + person;
        }
    }

    /** 世帯を出た. */
    public record Leave(UUID household, UUID person, String name, FormView form) {}

    /** 関係: a new one has no id; an existing one keeps its two ends. */
    public record Tie(
            UUID household,
            @Nullable UUID id,
            String ends,
            List<Option> people,
            FormView form,
            @Nullable FormView removal) {
        /** Where the form is sent. */
        public String action() {
            return "/households/" + household + "/relationships" + (id == null ? "" : "/" + id);
        }
    }

    /** 連絡先: a new one has no id. */
    public record Contact(
            UUID household,
            @Nullable UUID id,
            UUID person,
            String name,
            FormView form,
            @Nullable FormView removal) {
        /** Where the form is sent. */
        public String action() {
            return "/households/" + household + "/contacts" + (id == null ? "?person=" + person : "/" + id);
        }
    }

    /** 安全な連絡方法 of the household, or of one person. */
    public record Safe(UUID household, @Nullable UUID person, String who, FormView form) {
        /** Where the form is sent. */
        public String action() {
            return "/households/" + household + "/safe-contact" + (person == null ? "" : "?person=" + person);
        }
    }
}
