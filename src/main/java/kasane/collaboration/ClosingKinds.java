package kasane.collaboration;

import java.time.LocalDate;
import java.util.List;
import kasane.settings.Codes;
import kasane.ui.Option;
import org.springframework.stereotype.Component;

/** 終わり方（終結・中断・移行）: three ends, three words; every reason counts as one of them. */
@Component
public class ClosingKinds {

    private static final String REASON = "closing-reason";
    private static final String KIND = "closing-kind";

    private final Codes codes;

    ClosingKinds(Codes codes) {
        this.codes = codes;
    }

    /** The reasons to choose from on a day, each with the end that it is. */
    public List<Option> reasons(LocalDate on) {
        return codes.list(REASON, on).stream()
                .map(code -> Option.of(code.code(), words(code.nationalCode(), codes.edition(KIND, on)) + code.label()))
                .toList();
    }

    /** 中断：連絡がとれない; a reason that counts as nothing stands alone. */
    public String words(String reason, int edition, LocalDate on) {
        return words(codes.counted(REASON, reason, edition), codes.edition(KIND, on))
                + codes.label(REASON, reason, edition);
    }

    private String words(String kind, int edition) {
        return kind.isEmpty() ? "" : codes.label(KIND, kind, edition) + "：";
    }
}
