package kasane.conference;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;

/** 議題の種類: what a module above lets a conference talk about, and what the conclusion does to it. */
public interface AgendaKind {

    /** The stable word stored with the item, such as {@code collaboration.plan}. */
    String kind();

    /** What the item is about, as the viewer may see it; empty when the viewer may not see it at all. */
    Optional<Topic> topic(Viewer.Staff viewer, UUID subject);

    /** The bodies that may talk about it, as codes of {@code conference-body}: the 重層的支援会議 where nothing else is said. */
    default Set<String> bodies() {
        return Set.of(Meetings.MULTI);
    }

    /** Agencies that work on it and are asked to the meeting, besides the team of its case. */
    default Set<AgencyId> team(Viewer.Staff viewer, UUID subject) {
        return Set.of();
    }

    /** What is shown of it in the room, as the viewer may see it; empty for a kind that has nothing to show. */
    default Optional<Panel> panel(Viewer.Staff viewer, UUID subject) {
        return Optional.empty();
    }

    /** What a decision can serve, in the words of the subject as the viewer may see it, such as the goals of a plan. */
    default List<String> goals(Viewer.Staff viewer, UUID subject) {
        return List.of();
    }

    /** Why the agency cannot serve that goal; empty where it can. */
    default Optional<Reason> hinders(Viewer.Staff viewer, UUID subject, String goal, AgencyId agency) {
        return Optional.empty();
    }

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
     * @param caseId  null for what is done without 多機関協働
     * @param persons everybody it is about
     * @param path    the page of the subject
     */
    record Topic(String title, @Nullable UUID caseId, HouseholdId household, Set<PersonId> persons, String path) {
        public Topic {
            persons = Set.copyOf(persons);
        }
    }

    /**
     * How an item ended.
     *
     * @param lead       つぎの主担当, where the conclusion names one
     * @param leadAgreed it agreed in the meeting
     * @param resolved   決定 that name a goal, in their order
     */
    record Conclusion(UUID item, String code, @Nullable AgencyId lead, boolean leadAgreed, List<Resolved> resolved) {
        public Conclusion {
            resolved = List.copyOf(resolved);
        }

        /** 決定: what an agency does for a goal until when. */
        public record Resolved(
                String goal,
                String what,
                AgencyId agency,
                @Nullable LocalDate due) {}
    }

    /**
     * 会議モード: what is shown in the room, every line with the persons it is about.
     *
     * @param facts what was wished and aimed at, each with its label
     */
    record Panel(List<Fact> facts, List<Line> lines) {
        public Panel {
            facts = List.copyOf(facts);
            lines = List.copyOf(lines);
        }

        /** One fact. */
        public record Fact(String label, String text) {}

        /** A line of the plan: 目標, 支援内容, 担当, いつまで, 家族が行うこと. */
        public record Line(
                Set<PersonId> persons, String goal, String action, String who, String until, String byFamily) {
            public Line {
                persons = Set.copyOf(persons);
            }
        }
    }
}
