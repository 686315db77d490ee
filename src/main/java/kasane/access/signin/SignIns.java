package kasane.access.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import kasane.access.SecondFactor;
import kasane.access.SignedIn;
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

    /** What became of a try. */
    public sealed interface Result {
        /** The token goes into the browser's cookie and nowhere else. */
        record Opened(String token, StaffId staff) implements Result {}

        /** The password is right and a second proof is asked for. */
        record AsksMore(String question) implements Result {}

        /** One sentence that does not tell whether the name exists. */
        record Refused(String sentence) implements Result {}
    }

    /** Tries to sign in; every failure takes about the same time and says the same. */
    public Result signIn(String login, String password, String secondAnswer, String source) {
        byte[] loginHash = hash("login:" + login);
        byte[] sourceHash = hash("source:" + source);
        record Known(Optional<AccountStore.Account> account, AccountStore.Recent recent, Instant now) {}
        Known known = db.transact(
                SIGN_IN,
                () -> new Known(
                        accounts.find(login),
                        accounts.recent(loginHash, sourceHash, db.now(SIGN_IN).minus(settings.lock())),
                        db.now(SIGN_IN)));
        if (known.recent().bySource() >= settings.triesFromOneSource()
                || known.recent().byLogin() >= settings.failuresBeforeLock()) {
            return new Result.Refused(
                    "続けてまちがえたため、しばらくログインできません。" + settings.lock().toMinutes() + "分ほど待ってからお試しください。");
        }
        // The slow comparison runs outside any transaction, and for an unknown name as well.
        boolean right = passwords.matches(
                password,
                known.account().map(AccountStore.Account::passwordHash).orElse(nobody));
        return db.transact(SIGN_IN, () -> {
            Result result = judge(known.account(), right, secondAnswer, known.now());
            accounts.tried(loginHash, sourceHash, !(result instanceof Result.Refused));
            if (result instanceof Result.Refused) {
                audit.signInRefused(
                        SIGN_IN,
                        "sign-in",
                        known.account().map(AccountStore.Account::staff).orElse(null));
            }
            return result;
        });
    }

    private Result judge(Optional<AccountStore.Account> found, boolean right, String secondAnswer, Instant now) {
        Result.Refused refused = new Result.Refused("名前かパスワードがちがいます。もう一度お確かめください。");
        if (found.isEmpty()) {
            return refused;
        }
        AccountStore.Account account = found.get();
        if (account.lockedUntil() != null && account.lockedUntil().isAfter(now)) {
            return refused;
        }
        if (!right) {
            boolean locks = account.failures() + 1 >= settings.failuresBeforeLock();
            accounts.failed(account.staff(), locks ? now.plus(settings.lock()) : null);
            return refused;
        }
        if (account.hat() == null) {
            return new Result.Refused("いまはどの機関にも所属していません。システムの担当へお知らせください。");
        }
        Optional<SecondFactor> factor = factors.stream()
                .filter(f -> f.kind().equals(account.secondFactor()))
                .findFirst();
        if (!account.secondFactor().equals("NONE")) {
            if (factor.isEmpty()) {
                return new Result.Refused("この方の二つ目の確認が、いまは使えません。システムの担当へお知らせください。");
            }
            if (secondAnswer.isEmpty()) {
                return new Result.AsksMore(factor.get().question());
            }
            if (!factor.get().accepts(SIGN_IN, account.staff(), secondAnswer)) {
                accounts.failed(account.staff(), null);
                return refused;
            }
        }
        accounts.succeeded(account.staff());
        byte[] token = new byte[32];
        RANDOM.nextBytes(token);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        sessions.open(tokenHash(text), account.staff(), account.hat(), settings.longest());
        audit.signedIn(SIGN_IN, "sign-in", account.staff());
        return new Result.Opened(text, account.staff());
    }

    /** The signed-in person of a cookie's token, if its session is alive. */
    public Optional<SignedIn> find(String token) {
        return sessions.find(tokenHash(token), settings.idle(), true);
    }

    /** The same for what a page asks by itself: the session does not live longer for it. */
    Optional<SignedIn> findQuietly(String token) {
        return sessions.find(tokenHash(token), settings.idle(), false);
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

    /** Puts on another hat of the same person. */
    public boolean wear(String token, int hatId) {
        return db.transact(SIGN_IN, () -> sessions.wear(tokenHash(token), hatId));
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

    /** Whether this is the person's password; guesses count as tries to sign in. */
    public boolean knows(StaffId staff, String password) {
        String hash = db.transact(SIGN_IN, () -> accounts.passwordHash(staff));
        boolean right = passwords.matches(password, hash);
        if (!right) {
            db.run(SIGN_IN, () -> {
                accounts.failed(staff, null);
                audit.signInRefused(SIGN_IN, "account.password", staff);
            });
        }
        return right;
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
