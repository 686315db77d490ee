package kasane.register;

import java.time.LocalDate;
import kasane.shared.PartialDate;
import org.jspecify.annotations.Nullable;

/**
 * 本人・世帯員の属性: what the register keeps about a person besides what can be concealed.
 *
 * @param sex         code of the dated list {@code sex}; empty when not asked
 * @param language    code of the dated list {@code language}; empty when not asked
 * @param interpreter 通訳が必要; a child never interprets for the family
 */
public record PersonDetails(
        PersonName name,
        String sex,
        PartialDate birth,
        @Nullable LocalDate deceased,
        String language,
        boolean interpreter,
        boolean signLanguage,
        String note) {

    /** What a counter usually learns first. */
    public static PersonDetails of(PersonName name, String sex, PartialDate birth) {
        return new PersonDetails(name, sex, birth, null, "", false, false, "");
    }
}
