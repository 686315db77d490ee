package kasane.conference;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import org.jspecify.annotations.Nullable;

/** 議題の種類: what a module above lets a conference talk about, and what the conclusion does to it. */
public interface AgendaKind {

    /** The stable word stored with the item, such as {@code collaboration.plan}. */
    String kind();

    /** What the item is about, as the viewer may see it; empty when the viewer may not see it at all. */
    Optional<Topic> topic(Viewer.Staff viewer, UUID subject);

    /** The codes of {@code conference-conclusion} that this kind of item can end with. */
    Set<String> conclusions();

    /** Those of them that name the next lead. */
    Set<String> conclusionsWithLead();

    /** What the conclusion does, in the transaction that records it. */
    Decision<UUID> conclude(Viewer.Staff viewer, UUID subject, Conclusion conclusion);

    /**
     * What an item is about.
     *
     * @param title   in words, such as 支援プラン（第1版）; the household stands in the strip
     * @param persons everybody it is about
     * @param path    the page of the subject
     */
    record Topic(String title, UUID caseId, HouseholdId household, Set<PersonId> persons, String path) {
        public Topic {
            persons = Set.copyOf(persons);
        }
    }

    /**
     * How an item ended.
     *
     * @param lead       つぎの主担当, where the conclusion names one
     * @param leadAgreed it agreed in the meeting
     */
    record Conclusion(UUID item, String code, @Nullable AgencyId lead, boolean leadAgreed) {}
}
