package kasane.access;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.shared.Decision;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("G6")
class PasswordRuleTest {

    @Test
    void a_password_is_long_and_is_not_the_login() {
        assertThat(PasswordRule.judge("sakura", "あおい山に月がのぼる")).isInstanceOf(Decision.Allowed.class);
        for (String refused : new String[] {"", "みじかい", "aaaaaaaaaaaa", "my-SAKURA-password", "x".repeat(201)}) {
            assertThat(PasswordRule.judge("sakura", refused)).as(refused).isInstanceOf(Decision.Refused.class);
        }
    }
}
