package kasane.audit;

import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import org.springframework.stereotype.Component;

/** The policies of the log: everybody adds in the own name, nobody reads but the sealer and the verification. */
@Component
class AuditPolicies implements PolicySource {

    /** An entry says who is bound and when; nobody writes in another's name or at another time. */
    private static final String IN_THE_OWN_NAME = """
            at = gate.viewer_now() and agency is not distinct from gate.viewer_hat()
            and purpose is not distinct from gate.viewer_purpose()
            """;

    private static final String AS_THE_STAFF = IN_THE_OWN_NAME + """
            and staff = gate.viewer_staff() and agency is not null
            """;

    /** A job has no staff; only while somebody signs in does it name the account that turned out to be meant. */
    private static final String AS_THE_JOB = IN_THE_OWN_NAME + """
            and purpose is not null and (staff is null or purpose = 'sign-in')
            and (act <> 'HEARTBEAT' or purpose = 'seal-log')
            """;

    /** Whoever came by a link is an actor of its own: the agency in whose name it was opened, without a person. */
    private static final String AS_THE_VISITOR = IN_THE_OWN_NAME + """
            and staff is null and (purpose = 'visit' and agency is null
                                   or purpose = 'guest' and agency is not null
                                      and (act = 'SIGN_OUT' or item = gate.viewer_item()))
            """;

    private static final String VERIFYING = "(select gate.viewer_purpose()) = 'verify-log'";

    @Override
    public List<Policy> policies() {
        return List.of(
                Policy.insert("audit.entry", "kasane_app", AS_THE_STAFF),
                Policy.insert("audit.entry", "kasane_job", AS_THE_JOB),
                Policy.insert("audit.entry", "kasane_public", AS_THE_VISITOR),
                Policy.select("audit.entry", "kasane_job", VERIFYING),
                Policy.select("audit.block", "kasane_job", VERIFYING),
                Policy.select("audit.era", "kasane_job", VERIFYING),
                // The definer functions act as this role; it changes nothing either.
                Policy.select("audit.entry", "kasane_sealer", "true"),
                Policy.select("audit.block", "kasane_sealer", "true"),
                Policy.insert("audit.block", "kasane_sealer", "true"),
                Policy.select("audit.era", "kasane_sealer", "true"),
                Policy.insert("audit.era", "kasane_sealer", "true"));
    }
}
