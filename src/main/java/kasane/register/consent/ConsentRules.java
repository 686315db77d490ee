package kasane.register.consent;

import java.time.LocalDate;
import java.util.Optional;
import kasane.shared.Decision;
import kasane.shared.PartialDate;
import kasane.shared.PartialDate.Age;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import kasane.sharing.Consents.Giver;

/** 同意のきまり: who may say yes for whom. A relative without authority is nobody, an accused parent is never asked. */
final class ConsentRules {

    private ConsentRules() {}

    /** Who says yes at the counter, as the staff member ticks it. */
    enum Speaker {
        /** 本人. */
        SELF("本人"),
        /** 親権者・未成年後見人. */
        PARENT("親権者・未成年後見人"),
        /** 成年後見人. */
        GUARDIAN("成年後見人"),
        /** 保佐人. */
        CURATOR("保佐人"),
        /** 補助人. */
        ASSISTANT("補助人"),
        /** 権限のない家族・親族. */
        RELATIVE("そのほかの家族・親族");

        private final String label;

        Speaker(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * The ages of the day.
     *
     * @param own   from about this age on the consent is the young person's own
     * @param adult 成年
     */
    record Ages(int own, int adult) {}

    /**
     * What is known when the consent is to be taken.
     *
     * @param age         of the person, exact or between bounds; empty when not known
     * @param speakerName the representative's name
     * @param power       代理権の範囲 as read in the register of guardianship
     * @param powerCovers whether that power covers sharing information
     * @param assent      本人の気持ち: how a minor was told and what they said
     * @param whyNotSelf  why a minor from about 15 cannot say yes themselves
     * @param accused     whether the parent is suspected of abuse or neglect of the person
     */
    record Asked(
            Speaker speaker,
            boolean deceased,
            Optional<Age> age,
            String speakerName,
            String power,
            boolean powerCovers,
            String assent,
            String whyNotSelf,
            boolean accused) {}

    /** Whose consent it is, or why it cannot be one. */
    static Decision<Giver> mayGive(Asked asked, Ages ages) {
        if (asked.deceased()) {
            return refuse("register.refused.consent.deceased");
        }
        return switch (asked.speaker()) {
            case SELF ->
                asked.age().filter(age -> age.max() < ages.own()).isPresent()
                        ? refuse("register.refused.consent.child-alone", ages.own())
                        : Decision.allow(Giver.SELF);
            case PARENT -> parent(asked, ages);
            case GUARDIAN -> named(asked).isAllowed() ? Decision.allow(Giver.GUARDIAN_OF_ADULT) : named(asked);
            case CURATOR -> withPower(asked, Giver.CURATOR_WITH_POWER);
            case ASSISTANT -> withPower(asked, Giver.ASSISTANT_WITH_POWER);
            case RELATIVE -> refuse("register.refused.consent.relative");
        };
    }

    /**
     * A parent speaks for a child until the day before the child comes of age; from then on it is asked anew.
     *
     * @param until the last day of the consent
     * @param birth of the person; where only a part is known, the earliest day counts
     */
    static Decision<Giver> endsBeforeAdult(Giver giver, LocalDate until, PartialDate birth, Ages ages) {
        if (giver != Giver.PARENT_OF_MINOR) {
            return Decision.allow(giver);
        }
        LocalDate last = birth.earliest()
                .map(born -> born.plusYears(ages.adult()).minusDays(1))
                .orElse(until);
        return until.isAfter(last)
                ? refuse("register.refused.consent.until-adult", ages.adult(), Wareki.compact(last))
                : Decision.allow(giver);
    }

    private static Decision<Giver> parent(Asked asked, Ages ages) {
        if (asked.accused()) {
            return refuse("register.refused.consent.accused-parent");
        }
        if (asked.age().isEmpty()) {
            return refuse("register.refused.consent.age-unknown");
        }
        Age age = asked.age().get();
        if (age.min() >= ages.adult()) {
            return refuse("register.refused.consent.parent-of-adult", ages.adult());
        }
        if (age.min() >= ages.own() && asked.whyNotSelf().isBlank()) {
            return refuse("register.refused.consent.parent-of-older-minor", ages.own());
        }
        if (asked.assent().isBlank()) {
            return refuse("register.refused.consent.assent-missing");
        }
        return named(asked).isAllowed() ? Decision.allow(Giver.PARENT_OF_MINOR) : named(asked);
    }

    private static Decision<Giver> withPower(Asked asked, Giver giver) {
        if (asked.power().isBlank() || !asked.powerCovers()) {
            return refuse(
                    "register.refused.consent.power-missing", asked.speaker().label());
        }
        return named(asked).isAllowed() ? Decision.allow(giver) : named(asked);
    }

    private static Decision<Giver> named(Asked asked) {
        return asked.speakerName().isBlank()
                ? refuse("register.refused.consent.name-missing")
                : Decision.allow(Giver.SELF);
    }

    private static <T> Decision<T> refuse(String key, Object... args) {
        return Decision.refuse(Reason.of(key, args));
    }

    /** The field of the form that a refusal belongs to. */
    static String fieldOf(Reason reason) {
        return switch (reason.key()) {
            case "register.refused.consent.accused-parent" -> "accused";
            case "register.refused.consent.assent-missing" -> "assent";
            case "register.refused.consent.power-missing" -> "power";
            case "register.refused.consent.name-missing" -> "speakerName";
            case "register.refused.consent.parent-of-older-minor" -> "whyNotSelf";
            case "register.refused.consent.until-adult" -> "until";
            default -> "speaker";
        };
    }
}
