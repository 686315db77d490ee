package kasane.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import kasane.settings.Town;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who asks far more than a person can is asked to wait, on a calm page, and nobody else notices. */
@WithKasane
@Tag("authorisation")
@Promise("P12")
class LimitFilterTest {

    @Autowired
    ObjectProvider<ScreenWriter> screens;

    @Autowired
    ObjectProvider<Town> town;

    @Test
    void who_asks_too_often_gets_a_calm_page_that_says_when_to_come_again() throws Exception {
        LimitFilter filter = filter(new LimitSettings(5, 90, 40, 60, 6000));
        for (int i = 0; i < 5; i++) {
            assertThat(ask(filter, "GET", "/households/new", "a", "10.0.0.1").getStatus())
                    .isEqualTo(200);
        }
        MockHttpServletResponse refused = ask(filter, "GET", "/households/new", "a", "10.0.0.1");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("12");
        assertThat(refused.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.getContentAsString()).contains("<h1", "少しお待ちください", "操作のまちがいではありません", "lang=\"ja\"");
        assertThat(ask(filter, "GET", "/households/new", "b", "10.0.0.1").getStatus())
                .as("the colleague at the same address")
                .isEqualTo(200);
        assertThat(ask(filter, "GET", "/css/base.css", "a", "10.0.0.1").getStatus())
                .as("the page of the refusal has its looks")
                .isEqualTo(200);
    }

    @Test
    void what_costs_most_has_its_own_measure() throws Exception {
        LimitFilter filter = filter(new LimitSettings(600, 2, 1, 60, 6000));
        assertThat(ask(filter, "GET", "/search", "a", "10.0.0.1").getStatus()).isEqualTo(200);
        assertThat(ask(filter, "POST", "/consultations/search", "a", "10.0.0.1").getStatus())
                .isEqualTo(200);
        assertThat(ask(filter, "GET", "/search", "a", "10.0.0.1").getStatus()).isEqualTo(429);
        assertThat(ask(filter, "GET", "/plans/1/sheet.pdf", "a", "10.0.0.1").getStatus())
                .isEqualTo(200);
        assertThat(ask(filter, "GET", "/caseload.xlsx", "a", "10.0.0.1").getStatus())
                .isEqualTo(429);
        assertThat(ask(filter, "GET", "/", "a", "10.0.0.1").getStatus()).isEqualTo(200);
    }

    @Test
    void neither_a_sign_in_nor_an_invented_session_gets_round_it() throws Exception {
        LimitFilter filter = filter(new LimitSettings(600, 90, 40, 3, 10));
        for (int i = 0; i < 3; i++) {
            assertThat(ask(filter, "POST", "/login", null, "10.0.0.1").getStatus())
                    .isEqualTo(200);
        }
        assertThat(ask(filter, "POST", "/login", "invented", "10.0.0.1").getStatus())
                .isEqualTo(429);
        for (int i = 0; i < 6; i++) {
            assertThat(ask(filter, "GET", "/", "invented " + i, "10.0.0.1").getStatus())
                    .isEqualTo(200);
        }
        assertThat(ask(filter, "GET", "/", "invented again", "10.0.0.1").getStatus())
                .isEqualTo(429);
        assertThat(ask(filter, "GET", "/", "a", "10.0.0.2").getStatus()).isEqualTo(200);
    }

    @Test
    void a_script_is_told_in_a_status_alone() throws Exception {
        LimitFilter filter = filter(new LimitSettings(1, 90, 40, 60, 6000));
        ask(filter, "POST", "/drafts/1", "a", "10.0.0.1");
        MockHttpServletResponse refused = ask(filter, "POST", "/drafts/1", "a", "10.0.0.1");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getContentAsString()).isEmpty();
    }

    private LimitFilter filter(LimitSettings limits) {
        return new LimitFilter(limits, screens, town);
    }

    private static MockHttpServletResponse ask(
            LimitFilter filter, String method, String path, @Nullable String session, String address) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(address);
        if (session != null) {
            request.setCookies(new Cookie("kasane_session", session));
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
