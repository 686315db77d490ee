package kasane.access.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kasane.access.PublicPath;
import kasane.access.QuietPath;
import kasane.access.SignedIn;
import kasane.access.web.ScreenWriter;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Every path needs a living session unless it is listed as public; no HTTP session, no Java serialisation. */
@Configuration
@EnableConfigurationProperties(SignInSettings.class)
class SecurityConfig {

    /** Nothing inline, nothing from elsewhere, in no frame. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; manifest-src 'self'";

    private static final Set<String> ALWAYS_PUBLIC =
            Set.of("/login", "/login/code", "/css/**", "/js/**", "/img/**", "/vendor/**", "/health", "/error");

    @Bean
    SecurityFilterChain pages(HttpSecurity http, SessionFilter sessions, TooLate tooLate, List<PublicPath> publicPaths)
            throws Exception {
        CookieCsrfTokenRepository csrf = new CookieCsrfTokenRepository();
        csrf.setCookieName("kasane_csrf");
        csrf.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Strict").path("/"));
        String[] open = java.util.stream.Stream.concat(
                        ALWAYS_PUBLIC.stream(), publicPaths.stream().map(PublicPath::pattern))
                .toArray(String[]::new);
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.disable())
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .csrf(c -> c.csrfTokenRepository(csrf).csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .headers(headers -> headers.contentSecurityPolicy(p -> p.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(r -> r.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.SAME_ORIGIN)))
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(open).permitAll().anyRequest().authenticated())
                .exceptionHandling(e -> e.authenticationEntryPoint(tooLate)
                        .accessDeniedHandler((request, response, x) -> tooLate.commence(request, response, null)))
                .addFilterBefore(sessions, AuthorizationFilter.class);
        return http.build();
    }

    /** The filter belongs to the security chain alone. */
    @Bean
    FilterRegistrationBean<SessionFilter> sessionFilterOnlyInChain(SessionFilter filter) {
        FilterRegistrationBean<SessionFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    /** Finds the living session of the request's cookie, once. */
    @Component
    static class SessionFilter extends OncePerRequestFilter {

        private final SignIns signIns;
        private final Set<String> quiet;
        private final ObjectProvider<ScreenWriter> screens;
        private final ObjectProvider<org.springframework.web.servlet.HandlerExceptionResolver> errors;

        SessionFilter(
                SignIns signIns,
                List<QuietPath> quiet,
                ObjectProvider<ScreenWriter> screens,
                @org.springframework.beans.factory.annotation.Qualifier("handlerExceptionResolver")
                        ObjectProvider<org.springframework.web.servlet.HandlerExceptionResolver> errors) {
            this.signIns = signIns;
            this.quiet = quiet.stream().map(QuietPath::path).collect(java.util.stream.Collectors.toSet());
            this.screens = screens;
            this.errors = errors;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            String path = request.getRequestURI();
            return path.startsWith("/css/")
                    || path.startsWith("/js/")
                    || path.startsWith("/img/")
                    || path.startsWith("/vendor/");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String token = SessionCookie.read(request);
            if (token != null) {
                SessionStore.Found found;
                String address = request.getRemoteAddr();
                try {
                    found = quiet.contains(request.getRequestURI())
                            ? signIns.findQuietly(token, address)
                            : signIns.find(token, address);
                } catch (RuntimeException e) {
                    // No controller is reached when the database is away, yet the answer is the same calm page.
                    if (errors.getObject().resolveException(request, response, null, e) == null) {
                        throw e;
                    }
                    return;
                }
                switch (found) {
                    case SessionStore.Found.Nothing nothing -> {}
                    case SessionStore.Found.Elsewhere elsewhere -> {
                        if (!request.getRequestURI().startsWith("/login")) {
                            Screen page = Screen.of("access/signin/elsewhere", "この場所からは使えません", SignIns.ELSEWHERE);
                            screens.getObject().write(page.status(403), request, response);
                            return;
                        }
                    }
                    case SessionStore.Found.Alive(SignedIn me) -> {
                        String first = firstOfAll(me, request.getRequestURI());
                        if (first != null) {
                            response.setStatus(303);
                            response.setHeader("Location", first);
                            return;
                        }
                        remember(me);
                    }
                }
            }
            chain.doFilter(request, response);
        }

        /**
         * Where somebody has to go before anything else: whoever knows the password given to somebody must not be able to
         * work in their name, and whose duty needs a second proof sets it up first.
         */
        private static @Nullable String firstOfAll(SignedIn me, String path) {
            if (path.equals("/account/password") || path.equals("/logout") || path.startsWith("/login")) {
                return null;
            }
            if (me.mustChange()) {
                return "/account/password";
            }
            boolean enrolling = path.startsWith("/account/second-factor") || path.equals("/account/proof");
            return me.mustEnrol() && !enrolling ? "/account/second-factor/new" : null;
        }

        private static void remember(SignedIn me) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(me, null, List.of()));
            SecurityContextHolder.setContext(context);
        }
    }

    /**
     * Answers a request without a living session: a page leads to the sign-in, a form comes back inside it with
     * everything that was typed, and a script is told in one header.
     */
    @Component
    static class TooLate implements org.springframework.security.web.AuthenticationEntryPoint {

        private final ObjectProvider<ScreenWriter> screens;

        TooLate(ObjectProvider<ScreenWriter> screens) {
            this.screens = screens;
        }

        @Override
        public void commence(
                HttpServletRequest request, HttpServletResponse response, @Nullable AuthenticationException cause)
                throws IOException {
            String query = request.getQueryString();
            String here = request.getRequestURI() + (query == null ? "" : "?" + query);
            if (request.getRequestURI().startsWith("/drafts/")) {
                response.setStatus(401);
                return;
            }
            if (request.getHeader("HX-Request") != null) {
                response.setStatus(401);
                response.setHeader("HX-Redirect", "/login");
                return;
            }
            if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
                response.setStatus(303);
                response.setHeader(
                        "Location",
                        "/".equals(here)
                                ? "/login"
                                : "/login?next="
                                        + java.net.URLEncoder.encode(here, java.nio.charset.StandardCharsets.UTF_8));
                return;
            }
            Map<String, List<String>> typed = typed(request);
            boolean known = ScreenWriter.signedIn() != null;
            // Signed in, but the page was older than the browser's form token: it is offered for sending again.
            if (known) {
                screens.getObject()
                        .write(
                                Screen.of(
                                                "access/signin/again",
                                                "続けて送ります",
                                                new SignInPages.Again(
                                                        SignInController.csrf(request),
                                                        new SignInPages.Carried(here, typed),
                                                        SignInController.LATE))
                                        .status(403),
                                request,
                                response);
                return;
            }
            screens.getObject()
                    .write(
                            SignInController.login(
                                            request,
                                            Map.of(),
                                            Map.of(),
                                            "/",
                                            true,
                                            new SignInPages.Carried(here, typed))
                                    .status(401),
                            request,
                            response);
        }

        /** Everything typed into a form, without the token of its page. */
        static Map<String, List<String>> typed(HttpServletRequest request) {
            Map<String, List<String>> typed = new LinkedHashMap<>();
            request.getParameterMap().forEach((name, values) -> {
                if (!name.equals("_csrf")) {
                    typed.put(name, Arrays.asList(values));
                }
            });
            return typed;
        }
    }
}
