package kasane.access.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kasane.access.Device;
import kasane.access.Network;
import kasane.access.SecondFactor;
import kasane.audit.AuditTrail;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** サインイン: proves who somebody is, opens and ends sessions, and makes guessing slow. */
@Component
public class SignIns {

    private static final Viewer.Job SIGN_IN = (Viewer.Job) SessionStore.SIGN_IN;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String WRONG = "名前かパスワードがちがいます。もう一度お確かめください。";

    /** To whoever answers the second question when nobody waits for the answer. */
    static final String OVER = "時間がたったため、はじめからログインしてください。";

    /** To whoever stands outside the networks of their agency. */
    static final String ELSEWHERE = "いまの場所（回線）からは、この機関の立場で使えません。きめられた場所から開いてください。";

    private final Db db;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final SignInSettings settings;
    private final List<SecondFactor> factors;
    private final AuditTrail audit;
    private final PasswordEncoder passwords = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    /** Checked when the name is unknown, so that an unknown name takes as long as a known one. */
    private final String nobody = passwords.encode("nobody");

    SignIns(
            Db db,
            AccountStore accounts,
            SessionStore sessions,
            SignInSettings settings,
            List<SecondFactor> factors,
            AuditTrail audit) {
        this.db = db;
        this.accounts = accounts;
        this.sessions = sessions;
        this.settings = settings;
        this.factors = factors;
        this.audit = audit;
    }

    /** Where a browser is and what it says of itself. */
    public record Came(String address, String userAgent) {}

    /** What became of a try. */
    public sealed interface Result {
        /** The token goes into the browser's cookie and nowhere else. */
        record Opened(String token, StaffId staff) implements Result {}

        /** The password is right and a second proof is asked for; the token opens nothing but that question. */
        record AsksMore(String token, StaffId staff, String question) implements Result {}

        /** One sentence that does not tell whether the name exists. */
        record Refused(String sentence) implements Result {}

        /** There is nothing to answer any more: the sign-in begins anew. */
        record Over(String sentence) implements Result {}
    }

    /** Tries to sign in; every failure takes about the same time and says the same. */
    public Result signIn(String login, String password, Came came) {
        byte[] loginHash = hash("login:" + login);
        byte[] sourceHash = hash("source:" + came.address());
        record Known(Optional<AccountStore.Account> account, boolean tooMany) {}
        Known known = db.transact(
                SIGN_IN, () -> new Known(accounts.find(login, came.address()), tooMany(loginHash, sourceHash)));
        if (known.tooMany()) {
            return new Result.Refused(waitSentence());
        }
        // The slow comparison runs outside any transaction, and for an unknown name as well.
        boolean right = passwords.matches(
                password,
                known.account().map(AccountStore.Account::passwordHash).orElse(nobody));
        return db.transact(SIGN_IN, () -> {
            Optional<AccountStore.Account> account =
                    known.account().flatMap(found -> accounts.hold(found.staff(), came.address()));
            Result result =
                    account.<Result>map(found -> judge(found, right, came)).orElseGet(() -> new Result.Refused(WRONG));
            accounts.tried(loginHash, sourceHash, !(result instanceof Result.Refused));
            if (result instanceof Result.Refused) {
                audit.signInRefused(
                        SIGN_IN,
                        "sign-in",
                        account.map(AccountStore.Account::staff).orElse(null));
            }
            return result;
        });
    }

    private Result judge(AccountStore.Account account, boolean right, Came came) {
        if (account.isLocked(db.now(SIGN_IN))) {
            return new Result.Refused(WRONG);
        }
        if (!right) {
            failed(account.staff());
            return new Result.Refused(WRONG);
        }
        Optional<String> away = away(account);
        if (away.isPresent()) {
            return new Result.Refused(away.get());
        }
        if (account.secondFactor().equals("NONE")) {
            return open(account, came, SecondFactor.Answer.RIGHT);
        }
        Optional<SecondFactor> factor = factor(account);
        if (factor.isEmpty()) {
            return new Result.Refused("この方の二つ目の確認が、いまは使えません。システムの担当へお知らせください。");
        }
        String token = token();
        sessions.open(
                tokenHash(token),
                account.staff(),
                Objects.requireNonNull(account.hat()),
                settings.answer(),
                true,
                Device.of(came.userAgent()),
                Network.coarse(came.address()));
        return new Result.AsksMore(token, account.staff(), factor.get().question());
    }

    /** The second proof, after the right password; guesses count like those of a password. */
    public Result answer(String token, String answer, Came came) {
        return db.transact(SIGN_IN, () -> {
            Optional<AccountStore.Account> waiting =
                    sessions.half(tokenHash(token)).flatMap(staff -> accounts.hold(staff, came.address()));
            Optional<SecondFactor> factor = waiting.flatMap(this::factor);
            if (waiting.isEmpty() || factor.isEmpty()) {
                return new Result.Over(OVER);
            }
            AccountStore.Account account = waiting.get();
            byte[] loginHash = hash("login:" + account.login());
            byte[] sourceHash = hash("source:" + came.address());
            if (account.isLocked(db.now(SIGN_IN)) || tooMany(loginHash, sourceHash)) {
                sessions.end(tokenHash(token));
                return new Result.Over(waitSentence());
            }
            Optional<String> away = away(account);
            if (away.isPresent()) {
                sessions.end(tokenHash(token));
                return new Result.Over(away.get());
            }
            SecondFactor.Answer judged = factor.get().judge(SIGN_IN, account.staff(), answer);
            accounts.tried(loginHash, sourceHash, judged != SecondFactor.Answer.WRONG);
            if (judged == SecondFactor.Answer.WRONG) {
                failed(account.staff());
                audit.signInRefused(SIGN_IN, "sign-in.second-factor", account.staff());
                return new Result.Refused("コードがちがいます。アプリの新しい6けたで、もう一度お試しください。");
            }
            sessions.end(tokenHash(token));
            return open(account, came, judged);
        });
    }

    /** The one way in, whatever was proved before: the same session, the same notices, the same entry of the log. */
    private Result open(AccountStore.Account account, Came came, SecondFactor.Answer proof) {
        accounts.succeeded(account.staff());
        String token = token();
        String device = Device.of(came.userAgent());
        String network = Network.coarse(came.address());
        boolean isNew = sessions.isNew(account.staff(), device, network);
        int no = sessions.open(
                tokenHash(token),
                account.staff(),
                Objects.requireNonNull(account.hat()),
                settings.longest(),
                false,
                device,
                network);
        if (isNew) {
            sessions.note(account.staff(), "NEW_DEVICE", no);
        }
        if (proof == SecondFactor.Answer.SPARE) {
            sessions.note(account.staff(), "RECOVERY_CODE", no);
        }
        audit.signedIn(SIGN_IN, "sign-in", account.staff());
        return new Result.Opened(token, account.staff());
    }

    private void failed(StaffId staff) {
        accounts.failed(staff, settings.failuresBeforeLock(), db.now(SIGN_IN).plus(settings.lock()));
    }

    private boolean tooMany(byte[] loginHash, byte[] sourceHash) {
        AccountStore.Recent recent =
                accounts.recent(loginHash, sourceHash, db.now(SIGN_IN).minus(settings.lock()));
        return recent.bySource() >= settings.triesFromOneSource() || recent.byLogin() >= settings.failuresBeforeLock();
    }

    private String waitSentence() {
        return "続けてまちがえたため、しばらくログインできません。" + settings.lock().toMinutes() + "分ほど待ってからお試しください。";
    }

    /** Why somebody who proved who they are still gets no session; empty when they get one. */
    private static Optional<String> away(AccountStore.Account account) {
        if (!account.anyHat()) {
            return Optional.of("いまはどの機関にも所属していません。システムの担当へお知らせください。");
        }
        return account.hat() == null ? Optional.of(ELSEWHERE) : Optional.empty();
    }

    private Optional<SecondFactor> factor(AccountStore.Account account) {
        return factors.stream()
                .filter(f -> f.kind().equals(account.secondFactor()))
                .findFirst();
    }

    private static String token() {
        byte[] token = new byte[32];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What the token of a cookie stands for, asked from this address. */
    SessionStore.Found find(String token, String address) {
        return sessions.find(tokenHash(token), settings.idle(), true, address);
    }

    /** The same for what a page asks by itself: the session does not live longer for it. */
    SessionStore.Found findQuietly(String token, String address) {
        return sessions.find(tokenHash(token), settings.idle(), false, address);
    }

    /** Ends the session of the token. */
    public void signOut(String token) {
        db.run(SIGN_IN, () -> {
            StaffId staff = sessions.lastStaff(tokenHash(token));
            sessions.end(tokenHash(token));
            if (staff != null) {
                audit.signedOut(SIGN_IN, "sign-out", staff);
            }
        });
    }

    /** How long a session lives without a click. */
    public Duration idle() {
        return settings.idle();
    }

    /** Puts on another hat of the same person, if it may be worn where they are. */
    public boolean wear(String token, int hatId, String address) {
        return db.transact(SIGN_IN, () -> sessions.wear(tokenHash(token), hatId, address));
    }

    /** Whose session the token was, alive or expired. */
    public @Nullable StaffId lastStaff(String token) {
        return db.transact(SIGN_IN, () -> Optional.ofNullable(sessions.lastStaff(tokenHash(token))))
                .orElse(null);
    }

    /** Gives a person of the staff an account with this login and password. */
    public void createAccount(StaffId staff, String login, String password) {
        String encoded = passwords.encode(password);
        db.run(SIGN_IN, () -> accounts.create(staff, login, encoded));
    }

    /** Whether this is the person's password; guesses count as tries to sign in, and a locked account knows none. */
    public boolean knows(StaffId staff, String password) {
        String hash = db.transact(SIGN_IN, () -> accounts.hold(staff, ""))
                .map(AccountStore.Account::passwordHash)
                .orElse(nobody);
        boolean right = passwords.matches(password, hash);
        return db.transact(SIGN_IN, () -> {
            boolean locked = accounts.hold(staff, "")
                    .map(account -> account.isLocked(db.now(SIGN_IN)))
                    .orElse(true);
            if (!right && !locked) {
                failed(staff);
            }
            if (!right || locked) {
                audit.signInRefused(SIGN_IN, "account.password", staff);
            }
            return right && !locked;
        });
    }

    /**
     * Proves again, inside a session, who is there: by the password, or by a code of the app. What is wrong counts as a try to
     * sign in.
     */
    boolean prove(StaffId staff, String typed, byte[] session) {
        Optional<SecondFactor> factor =
                db.transact(SIGN_IN, () -> accounts.hold(staff, "").flatMap(this::factor));
        boolean code = factor.isPresent() && typed.strip().matches("\\d{6}");
        boolean known = !code && knows(staff, typed);
        return db.transact(SIGN_IN, () -> {
            boolean proved = known;
            if (code) {
                boolean locked = accounts.hold(staff, "")
                        .map(account -> account.isLocked(db.now(SIGN_IN)))
                        .orElse(true);
                proved = !locked && factor.get().judge(SIGN_IN, staff, typed) == SecondFactor.Answer.RIGHT;
                if (!proved) {
                    if (!locked) {
                        failed(staff);
                    }
                    audit.signInRefused(SIGN_IN, "account.proof", staff);
                }
            }
            if (proved) {
                accounts.succeeded(staff);
                sessions.proved(session);
                audit.signedIn(SIGN_IN, "account.proof", staff);
            }
            return proved;
        });
    }

    /** The form in which a password is kept; slow on purpose, so it is asked for outside transactions. */
    public String encode(String password) {
        return passwords.encode(password);
    }

    /** The key under which this browser's session is kept; of no session when the request carries none. */
    public static byte[] sessionKey(jakarta.servlet.http.HttpServletRequest request) {
        String token = SessionCookie.read(request);
        return tokenHash(token == null ? "" : token);
    }

    private static byte[] tokenHash(String token) {
        return hash("token:" + token);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
