package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.casework.Cases;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * 支援プラン: one version of it; 課題解決型 or 伴走型, equally valid.
 *
 * @param no         第何版
 * @param persons    対象者, fixed when the version was begun
 * @param decidedOn  the day of the 支援決定; null as long as there is none
 * @param version    of the record, for the second writer
 * @param words      null when the viewer may not see all the persons they are about
 * @param lines      支援内容, as far as the viewer may see those they are about
 */
public record Plan(
        UUID id,
        UUID caseId,
        int no,
        HouseholdId household,
        Set<PersonId> persons,
        AgencyId owner,
        State state,
        Frame frame,
        @Nullable Words words,
        @Nullable UUID decision,
        @Nullable LocalDate decidedOn,
        Instant draftedAt,
        String drafter,
        Instant changedAt,
        String changer,
        int version,
        List<Line> lines) {

    public Plan {
        persons = Set.copyOf(persons);
        lines = List.copyOf(lines);
    }

    /** 次回モニタリング: for the version in force the day that the last monitoring since its 支援決定 set. */
    public LocalDate nextMonitoring(Cases.Standing standing) {
        LocalDate set = state == State.IN_FORCE ? standing.nextMonitoring() : null;
        return set == null ? frame.nextMonitoring() : set;
    }

    /** Where a version stands. */
    public enum State {
        /** 案. */
        DRAFT,
        /** 会議にかけている. */
        PROPOSED,
        /** 会議で適切. */
        FIT,
        /** 実行中. */
        IN_FORCE,
        /** つぎの版に代わった. */
        REPLACED,
        /** 終わった. */
        ENDED,
        /** 支援決定に至らなかった. */
        DROPPED
    }

    /** How the person applied for what the plan holds. */
    public enum Applied {
        /** 書面（署名）. */
        WRITTEN,
        /** 口頭. */
        SPOKEN
    }

    /**
     * What a version holds beside its words.
     *
     * @param kind          code of {@code plan-kind}
     * @param participation 参加支援の利用: code of {@code use-choice}
     * @param outreach      アウトリーチ等の利用: code of {@code use-choice}
     * @param lead          主担当
     * @param nextLead      終結後の主担当の見込み
     * @param appliedOn     the day on which the person confirmed and applied
     */
    public record Frame(
            String kind,
            int kindEdition,
            String participation,
            String outreach,
            int useEdition,
            LocalDate from,
            LocalDate until,
            LocalDate nextMonitoring,
            AgencyId lead,
            @Nullable AgencyId nextLead,
            @Nullable LocalDate appliedOn,
            @Nullable Applied appliedHow) {}

    /**
     * What is written about all persons of the version at once.
     *
     * @param issues 解決したい課題, the first the most important
     * @param course 支援方針
     */
    public record Words(
            String wishes,
            String familyWishes,
            String issues,
            String longGoal,
            String shortGoal,
            String course,
            String participationNote,
            String outreachNote,
            String otherSystems,
            String emergency,
            String note) {}

    /**
     * 支援内容: one line.
     *
     * @param persons the ones it is about; whoever may not see them does not see the line
     * @param agency  who does it; null for the household itself
     */
    public record Line(
            UUID id,
            int no,
            Set<PersonId> persons,
            String issue,
            String goal,
            String action,
            String byFamily,
            @Nullable AgencyId agency,
            String agencyName,
            String who,
            String frequency,
            @Nullable LocalDate due) {
        public Line {
            persons = Set.copyOf(persons);
        }
    }
}
