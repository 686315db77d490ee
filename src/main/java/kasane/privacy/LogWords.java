package kasane.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.shared.Texts;

/** 閲覧記録の言葉: what an entry of the log says, in Japanese; the words stand in {@code text/privacy.properties}. */
public final class LogWords {

    /** Where names pass by many at a time: on these nobody's record is opened, so that they do not count as opening. */
    public static final Set<String> LISTS = Set.of(
            "advice.list",
            "case.list",
            "caseload.page",
            "consultation.list",
            "convening.list",
            "joint-support.list",
            "names.search",
            "phone-note.list",
            "privacy.audit-search",
            "privacy.report",
            "referral.list",
            "succession.page",
            "support-request.list",
            "suspicion.list",
            "today.page",
            "transfer.list");

    private LogWords() {}

    /** What was done, such as 見た. */
    public static String act(String act) {
        return Texts.text("privacy.act." + act.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The kind of page or paper; nothing for a word that nobody has written yet. */
    public static Optional<String> what(String what) {
        return Texts.find("privacy.what." + what);
    }

    /** The fields that have a word; what has none is named by its page alone. */
    public static String fields(Collection<String> fields) {
        return fields.stream()
                .flatMap(field -> Texts.find("privacy.field." + field).stream())
                .distinct()
                .collect(Collectors.joining("、"));
    }

    /** The bases in words; an entry without one was made by whoever keeps the record, for its own purpose. */
    public static String bases(List<Integer> bases) {
        return bases.isEmpty()
                ? Texts.text("privacy.basis.own")
                : bases.stream()
                        .map(code -> Texts.text("privacy.basis." + code))
                        .collect(Collectors.joining("、"));
    }
}
