package kasane.access.factor;

import java.util.OptionalLong;
import kasane.access.SecondFactor;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.StaffId;
import org.springframework.stereotype.Component;

/** 認証アプリ: six digits of the app, or one of the codes on paper where it is not at hand. */
@Component
class TotpFactor implements SecondFactor {

    private final Db db;
    private final FactorStore store;

    TotpFactor(Db db, FactorStore store) {
        this.db = db;
        this.store = store;
    }

    @Override
    public String kind() {
        return "TOTP";
    }

    @Override
    public String question() {
        return "認証アプリの6けた";
    }

    @Override
    public Answer judge(Viewer.Job viewer, StaffId staff, String answer) {
        String typed = RecoveryCode.typed(answer);
        if (RecoveryCode.isOne(typed)) {
            return store.useCode(staff, RecoveryCode.hash(staff, typed)) ? Answer.SPARE : Answer.WRONG;
        }
        return store.living(staff)
                .filter(factor -> {
                    OptionalLong step = Totp.match(factor.secret(), typed, db.now(viewer), factor.lastStep());
                    return step.isPresent() && store.useStep(staff, step.getAsLong());
                })
                .map(factor -> Answer.RIGHT)
                .orElse(Answer.WRONG);
    }
}
