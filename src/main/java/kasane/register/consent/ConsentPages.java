package kasane.register.consent;

import java.util.List;
import java.util.UUID;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates about consents take. */
public final class ConsentPages {

    private ConsentPages() {}

    /** 同意の一覧, person by person. */
    public record Consents(UUID household, List<Person> people, FormView button) {}

    /**
     * One person with the state in words and all consents, the newest first.
     *
     * @param came what counts is only the yes that came with a つなぎ
     */
    public record Person(
            UUID id, String name, Tone tone, String state, boolean came, boolean deceased, List<Line> consents) {}

    /** One consent in words; a renewable one is to be asked for again or left to end. */
    public record Line(
            UUID id,
            Tone tone,
            String state,
            String period,
            String recipients,
            String categories,
            String purpose,
            String giver,
            String explained,
            String excluded,
            String withdrawal,
            boolean withdrawable,
            boolean renewable,
            String takenBy) {}

    /** 同意の記録: the form. */
    public record Take(
            UUID household,
            UUID person,
            String name,
            String age,
            List<Option> speakers,
            List<Option> methods,
            List<Option> agencies,
            List<Option> categories,
            FormView form) {}

    /** Before saving: what which agency will see, in words. */
    public record Confirm(
            UUID household,
            UUID person,
            String name,
            List<Opening> openings,
            String from,
            String until,
            List<String> seen,
            List<String> unseen,
            String others,
            String excluded,
            List<Preview> previews,
            FormView form) {}

    /** One agency that will see the person. */
    public record Opening(String agency, String does) {}

    /** What an agency's own page will show, read with its eyes. */
    public record Preview(String agency, List<Shown> people, List<String> safe) {}

    /** One person as the agency will see them. */
    public record Shown(String name, String kana, String tie, String age, List<String> contacts) {}

    /** 撤回. */
    public record Withdraw(
            UUID household,
            UUID consent,
            String name,
            String effect,
            List<String> losing,
            @Nullable String keeping,
            FormView form) {}
}
