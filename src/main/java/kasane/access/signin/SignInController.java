package kasane.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.access.SignedIn;
import kasane.access.web.ScreenWriter;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import kasane.ui.Flash;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** サインイン, サインアウト and the change of hats. */
@Controller
class SignInController {

    /** Names that belong to the sign-in itself are not carried over. */
    private static final String CARRY = "carry.";

    /** Why something typed comes back after signing in. */
    static final String LATE = "ログインできました。切れる前に書いたものは、まだ送られていません。";

    private final SignIns signIns;

    SignInController(SignIns signIns) {
        this.signIns = signIns;
    }

    @GetMapping("/login")
    Object form(
            @RequestParam(defaultValue = "/") String next, HttpServletRequest request, HttpServletResponse response) {
        if (ScreenWriter.signedIn() != null) {
            return redirect(local(next));
        }
        boolean expired = SessionCookie.read(request) != null;
        return login(request, Map.of(), Map.of(), local(next), expired, null);
    }

    @PostMapping("/login")
    Object signIn(HttpServletRequest request, HttpServletResponse response) {
        String login = first(request, "login").strip();
        String password = first(request, "password");
        String next = local(first(request, "next"));
        SignInPages.Carried carried = carried(request);
        Map<String, String> errors = new LinkedHashMap<>();
        if (login.isEmpty()) {
            errors.put("login", "ログイン名を入れてください。");
        }
        if (password.isEmpty()) {
            errors.put("password", "パスワードを入れてください。");
        }
        if (!errors.isEmpty()) {
            return login(request, Map.of("login", List.of(login)), errors, next, carried != null, carried);
        }
        SignIns.Result result = login.length() > 200 || password.length() > 1000 || login.indexOf('\0') >= 0
                ? new SignIns.Result.Refused("名前かパスワードがちがいます。もう一度お確かめください。")
                : signIns.signIn(login, password, came(request));
        return switch (result) {
            case SignIns.Result.Refused(String sentence) -> refused(request, login, sentence, next, carried);
            case SignIns.Result.Over(String sentence) -> refused(request, login, sentence, next, carried);
            case SignIns.Result.AsksMore more -> {
                SessionCookie.writeHalf(request, response, more.token());
                yield code(request, Map.of(), next, own(request, more.staff(), carried));
            }
            case SignIns.Result.Opened opened -> opened(opened, next, carried, request, response);
        };
    }

    @PostMapping("/login/code")
    Object answer(HttpServletRequest request, HttpServletResponse response) {
        String next = local(first(request, "next"));
        SignInPages.Carried carried = carried(request);
        String code = first(request, "code").strip();
        String token = SessionCookie.readHalf(request);
        if (token == null) {
            return refused(request, "", SignIns.OVER, next, carried);
        }
        if (code.isEmpty()) {
            return code(request, Map.of("code", "コードを入れてください。"), next, carried);
        }
        SignIns.Result result = code.length() > 200 || code.indexOf('\0') >= 0
                ? new SignIns.Result.Refused("コードがちがいます。もう一度お確かめください。")
                : signIns.answer(token, code, came(request));
        return switch (result) {
            case SignIns.Result.Refused(String sentence) -> code(request, Map.of("code", sentence), next, carried);
            case SignIns.Result.Over(String sentence) -> refused(request, "", sentence, next, carried);
            case SignIns.Result.AsksMore more -> code(request, Map.of(), next, carried);
            case SignIns.Result.Opened opened -> opened(opened, next, carried, request, response);
        };
    }

    /** What somebody else had typed in this browser is not theirs to send. */
    private SignInPages.@Nullable Carried own(
            HttpServletRequest request, StaffId staff, SignInPages.@Nullable Carried carried) {
        return carried != null && staff.equals(previous(request)) ? carried : null;
    }

    private Object opened(
            SignIns.Result.Opened opened,
            String next,
            SignInPages.@Nullable Carried carried,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignInPages.Carried own = own(request, opened.staff(), carried);
        SessionCookie.write(request, response, opened.token());
        return own == null
                ? redirect(next)
                : Screen.of("access/signin/again", "続けて送ります", new SignInPages.Again(csrf(request), own, LATE));
    }

    private static Screen refused(
            HttpServletRequest request,
            String login,
            String sentence,
            String next,
            SignInPages.@Nullable Carried carried) {
        return login(
                request, Map.of("login", List.of(login)), Map.of("login", sentence), next, carried != null, carried);
    }

    /** The second question, on a page of its own; the answer is never shown again. */
    private static Screen code(
            HttpServletRequest request,
            Map<String, String> errors,
            String next,
            SignInPages.@Nullable Carried carried) {
        FormView form = new FormView(Ids.next().toString(), null, csrf(request), Map.of(), errors, null);
        return Screen.form("access/signin/code", "二つ目の確認", new SignInPages.Code(form, next, carried), form);
    }

    static SignIns.Came came(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new SignIns.Came(request.getRemoteAddr(), agent == null ? "" : agent);
    }

    @PostMapping("/logout")
    ResponseEntity<Void> signOut(HttpServletRequest request, HttpServletResponse response) {
        String token = SessionCookie.read(request);
        if (token != null) {
            signIns.signOut(token);
        }
        SessionCookie.remove(request, response);
        return redirect("/login");
    }

    @PostMapping("/hat")
    ResponseEntity<Void> wear(
            SignedIn me, @RequestParam int hat, HttpServletRequest request, HttpServletResponse response) {
        String token = SessionCookie.read(request);
        if (token != null) {
            boolean worn = signIns.wear(token, hat, request.getRemoteAddr());
            Flash.leave(request, response, worn ? "立場をかえました。" : "その立場は、いまの場所（回線）では使えません。立場はそのままです。");
        }
        return redirect("/");
    }

    private @Nullable StaffId previous(HttpServletRequest request) {
        String token = SessionCookie.read(request);
        return token == null ? null : signIns.lastStaff(token);
    }

    /** The sign-in form, also answered when a form arrives without a living session. */
    static Screen login(
            HttpServletRequest request,
            Map<String, List<String>> values,
            Map<String, String> errors,
            String next,
            boolean expired,
            SignInPages.@Nullable Carried carried) {
        FormView form = new FormView(Ids.next().toString(), null, csrf(request), values, errors, null);
        return Screen.form("access/signin/login", "ログイン", new SignInPages.Login(form, next, expired, carried), form);
    }

    static String csrf(HttpServletRequest request) {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return token == null ? "" : token.getToken();
    }

    static SignInPages.@Nullable Carried carried(HttpServletRequest request) {
        String path = first(request, "carried");
        if (path.isEmpty() || !path.equals(local(path))) {
            return null;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, all) -> {
            if (name.startsWith(CARRY)) {
                values.put(name.substring(CARRY.length()), Arrays.asList(all));
            }
        });
        return new SignInPages.Carried(path, values);
    }

    private static String first(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    /** Only a path of this site; anything else leads to the first page. */
    static String local(String next) {
        return next.startsWith("/")
                        && !next.startsWith("//")
                        && !next.contains("\\")
                        && !next.contains("\n")
                        && !next.startsWith("/login")
                ? next
                : "/";
    }

    private static ResponseEntity<Void> redirect(String to) {
        return ResponseEntity.status(303).header(HttpHeaders.LOCATION, to).build();
    }
}
