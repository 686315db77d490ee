package kasane.register.concealment;

import java.time.LocalDate;
import java.util.Set;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;

/** 秘匿の措置のきまり: what must be said before something is shut. */
final class ConcealmentRules {

    private ConcealmentRules() {}

    /** 避難後, 同居中: what is shut follows from it. */
    enum Mode {
        /** 避難後: how and where to find somebody who has fled, and whoever fled with them. */
        FLED,
        /** 同居中: that there is a record at all, for the one they fear lives with them. */
        TOGETHER
    }

    /**
     * What is to be shut.
     *
     * @param persons     whose whereabouts; with 同居中 nobody needs to be named, for all of the record is shut
     * @param whole       all of the record
     * @param counterpart 相手方, where it is a person of this record
     * @param members     the persons of the record
     */
    record Asked(
            Mode mode,
            Set<PersonId> persons,
            boolean whole,
            @Nullable PersonId counterpart,
            Set<PersonId> members,
            LocalDate until) {}

    /** Whether it can be shut so; the record of a household in which the counterpart stands is no place for 同居中. */
    static Decision<Asked> shut(Asked asked, LocalDate today) {
        if (!asked.whole() && asked.persons().isEmpty()) {
            return Decision.refuse(Reason.of("register.refused.concealment.nobody"));
        }
        if (!asked.members().containsAll(asked.persons())) {
            return Decision.refuse(Reason.of("register.refused.concealment.nobody"));
        }
        if (asked.counterpart() != null && asked.persons().contains(asked.counterpart())) {
            return Decision.refuse(Reason.of("register.refused.concealment.counterpart"));
        }
        if (asked.mode() == Mode.TOGETHER && asked.counterpart() != null) {
            return Decision.refuse(Reason.of("register.refused.concealment.same-record"));
        }
        if (!asked.until().isAfter(today)) {
            return Decision.refuse(Reason.of("register.refused.concealment.until"));
        }
        return Decision.allow(asked);
    }
}
