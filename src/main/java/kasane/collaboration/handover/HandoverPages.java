package kasane.collaboration.handover;

import java.util.List;
import kasane.ui.FormView;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the template of 引継書 takes. */
public final class HandoverPages {

    private HandoverPages() {}

    /** One kind of content that was agreed to, and what is told. */
    public record Part(String kind, String words) {}

    /** One person and what they agreed to. */
    public record Person(String name, List<Part> parts) {}

    /** One file; the actions are null once it was handed over or taken back. */
    public record Page(
            FormView form,
            String to,
            String moves,
            String agreed,
            Tone tone,
            String state,
            String given,
            List<Person> persons,
            @Nullable String write,
            @Nullable String give,
            @Nullable String withdraw,
            @Nullable String sheet,
            String back) {}
}
