package kasane.access.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kasane.access.SignedIn;
import kasane.access.web.ScreenWriter;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Viewer;
import kasane.shared.Ids;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** もう一度の確認: the password or a code once more, before something delicate. */
@Controller
class ProofController {

    private static final Set<String> SECRET = Set.of("proof");
    private static final int LONGEST = 1000;

    private final SignIns signIns;
    private final Forms forms;

    ProofController(SignIns signIns, Forms forms) {
        this.signIns = signIns;
        this.forms = forms;
    }

    @GetMapping("/account/proof")
    Screen form(HttpServletRequest request, @RequestParam(defaultValue = "/") String next) {
        return page(SignInController.csrf(request), SignInController.local(next), null);
    }

    /** The page that asks, with what was typed elsewhere and waits for the answer. */
    static Screen page(String csrf, String next, SignInPages.@Nullable Carried carried) {
        return page(new FormView(Ids.next().toString(), null, csrf, Map.of(), Map.of(), null), next, carried);
    }

    private static Screen page(FormView form, String next, SignInPages.@Nullable Carried carried) {
        FormView clean = form.without(SECRET);
        SignedIn me = ScreenWriter.signedIn();
        String label = me != null && me.hasFactor() ? "パスワード、または認証アプリの6けた" : "パスワード";
        return Screen.form(
                "access/signin/proof", "もう一度、確かめます", new SignInPages.Proof(clean, label, next, carried), clean);
    }

    @PostMapping("/account/proof")
    Object prove(SignedIn me, Submission form, HttpServletRequest request) {
        Viewer.Staff viewer = me.viewer();
        String typed = form.raw("proof");
        String next = SignInController.local(form.raw("next"));
        SignInPages.Carried carried = SignInController.carried(request);
        // Slow on purpose, and therefore before the transaction.
        boolean proved = !typed.isEmpty()
                && typed.length() <= LONGEST
                && signIns.prove(me.staff(), typed, SignIns.sessionKey(request));
        return forms.submit(viewer, form, again -> page(again, next, carried), in -> {
            if (!proved) {
                in.error("proof", typed.isEmpty() ? "パスワードを入れてください。" : "ちがっています。何度もまちがえると、しばらくログインできなくなります。");
                return in.invalid();
            }
            if (carried != null) {
                return new Outcome.Shown(
                        Screen.of(
                                "access/signin/again",
                                "続けて送ります",
                                new SignInPages.Again(
                                        SignInController.csrf(request), carried, "確かめました。書いたものは、まだ送られていません。")),
                        "/");
            }
            return isFile(next)
                    ? new Outcome.Shown(Screen.of("access/signin/proved", "確かめました", new SignInPages.Proved(next)), next)
                    : new Outcome.Done(next, "確かめました。");
        });
    }

    private static boolean isFile(String next) {
        return List.of(next.split("\\?", 2)).getFirst().endsWith(".xlsx");
    }
}
