package kasane.settings;

import java.text.Normalizer;
import kasane.shared.Decision;
import kasane.shared.Reason;

/** 全国地方公共団体コード: six digits, the last of which checks the others. */
public record MunicipalityCode(String digits) {

    /** Reads a typed code, full-width digits included. */
    public static Decision<MunicipalityCode> parse(String typed) {
        String digits = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        if (!digits.matches("[0-9]{6}")) {
            return Decision.refuse(Reason.of("settings.refused.code-digits"));
        }
        if (digits.charAt(5) - '0' != checkDigit(digits)) {
            return Decision.refuse(Reason.of("settings.refused.code-check"));
        }
        return Decision.allow(new MunicipalityCode(digits));
    }

    /** 検査数字 of the first five digits: weights 6 to 2, and what is missing to the next multiple of eleven. */
    static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < 5; i++) {
            sum += (digits.charAt(i) - '0') * (6 - i);
        }
        return (11 - sum % 11) % 10;
    }
}
