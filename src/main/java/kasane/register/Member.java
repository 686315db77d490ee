package kasane.register;

import java.util.Optional;
import kasane.shared.AgencyId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.shared.SchoolGrade;
import org.jspecify.annotations.Nullable;

/**
 * 世帯員: a person of a household as the viewer sees them on a day.
 *
 * @param sex     in words; empty when not asked
 * @param age     on the day asked for, or at death
 * @param tie     続柄 in words; empty when not known
 * @param until   since when they no longer live in the household's record; null while they do
 * @param own     whether it is the viewer's own agency's record, which only that agency changes
 */
public record Member(
        PersonId person,
        PersonDetails details,
        String sex,
        Optional<PartialDate.Age> age,
        Optional<SchoolGrade> grade,
        String tieCode,
        String tie,
        boolean together,
        PartialDate from,
        @Nullable PartialDate until,
        AgencyId owner,
        boolean own,
        int version) {

    /** Names as typed. */
    public PersonName name() {
        return details.name();
    }

    /** Whether the person still belongs to the household. */
    public boolean isCurrent() {
        return until == null;
    }

    /** Whether the person has died. */
    public boolean isDeceased() {
        return details.deceased() != null;
    }

    /** 82歳, 10歳・小4, 死亡（82歳）, 年齢不明. */
    public String ageLabel() {
        String years = age.map(PartialDate.Age::label).orElse("年齢不明");
        if (isDeceased()) {
            return "死亡（" + years + "）";
        }
        return years + grade.map(g -> "・" + g.label()).orElse("");
    }
}
