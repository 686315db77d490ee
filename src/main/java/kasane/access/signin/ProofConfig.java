package kasane.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kasane.access.DelicatePath;
import kasane.access.SignedIn;
import kasane.access.web.ScreenWriter;
import kasane.settings.Numbers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Before something delicate, whoever signed in a while ago proves once more who they are, and then goes on. */
@Configuration
class ProofConfig {

    /** People, what they may do, and how they sign in. */
    @Bean
    DelicatePath peopleAreDelicate() {
        return new DelicatePath("POST", "/staff/**");
    }

    @Bean
    DelicatePath newPeopleAreDelicate() {
        return new DelicatePath("POST", "/staff");
    }

    @Bean
    DelicatePath networksAreDelicate() {
        return new DelicatePath("POST", "/agencies/*/networks/**");
    }

    @Bean
    DelicatePath newNetworksAreDelicate() {
        return new DelicatePath("POST", "/agencies/*/networks");
    }

    @Bean
    DelicatePath theSecondFactorIsDelicate() {
        return new DelicatePath("POST", "/account/second-factor/**");
    }

    @Bean
    DelicatePath enrollingIsDelicate() {
        return new DelicatePath("POST", "/account/second-factor");
    }

    /** A whole list as a file, of whichever module: its address stands at the top, that of a single record below it. */
    @Bean
    DelicatePath wholeListsAreDelicate() {
        return new DelicatePath("GET", "/*.xlsx");
    }

    @Bean
    WebMvcConfigurer proofBeforeWhatIsDelicate(
            List<DelicatePath> delicate, Numbers numbers, Clock clock, ObjectProvider<ScreenWriter> screens) {
        Proof proof = new Proof(
                delicate.stream()
                        .map(path ->
                                new Pattern(path.method(), PathPatternParser.defaultInstance.parse(path.pattern())))
                        .toList(),
                numbers,
                clock,
                screens);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(proof);
            }
        };
    }

    private record Pattern(String method, PathPattern path) {}

    private record Proof(List<Pattern> delicate, Numbers numbers, Clock clock, ObjectProvider<ScreenWriter> screens)
            implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                throws IOException {
            SignedIn me = ScreenWriter.signedIn();
            if (me == null || !isDelicate(request) || isFresh(me)) {
                return true;
            }
            String query = request.getQueryString();
            String here = request.getRequestURI() + (query == null ? "" : "?" + query);
            if (request.getMethod().equals("POST")) {
                screens.getObject()
                        .write(
                                ProofController.page(
                                                SignInController.csrf(request),
                                                "/",
                                                new SignInPages.Carried(here, SecurityConfig.TooLate.typed(request)))
                                        .status(401),
                                request,
                                response);
            } else {
                response.setStatus(303);
                response.setHeader(
                        "Location", "/account/proof?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
            }
            return false;
        }

        private boolean isDelicate(HttpServletRequest request) {
            String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
            PathContainer path = PathContainer.parsePath(request.getRequestURI());
            return delicate.stream()
                    .anyMatch(pattern ->
                            pattern.method().equals(method) && pattern.path().matches(path));
        }

        private boolean isFresh(SignedIn me) {
            Instant now = clock.instant();
            int minutes = numbers.number("sign-in.proof-minutes", LocalDate.ofInstant(now, clock.getZone()));
            return me.provedAt().plus(Duration.ofMinutes(minutes)).isAfter(now);
        }
    }
}
