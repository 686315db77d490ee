package kasane.access;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import org.springframework.stereotype.Component;

/** Who reads and changes the directory of agencies and staff, and that only the sign-in step reads credentials. */
@Component
class AccessPolicies implements PolicySource {

    private static final String ADMINISTRATOR = "(select gate.viewer_has('SYSTEM_ADMINISTRATOR'))";
    private static final String SIGN_IN = "(select gate.viewer_purpose()) in ('sign-in', 'set-up', 'tidy')";
    /** 代行 is arranged by the agency's manager, and by everybody for their own absence. */
    private static final String ARRANGES = """
            agency_id = (select gate.viewer_hat())
            and ((select gate.viewer_has('MANAGER')) or staff_id = (select gate.viewer_staff()))
            """;

    private static final String SUCCEEDING = "(select gate.viewer_purpose()) = 'succeed'";
    private static final String SET_UP = "(select gate.viewer_purpose()) = 'set-up'";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        List<String> published = List.of(
                "access.agency", "access.project_function", "access.area_system", "access.area", "access.agency_area");
        List<String> amongColleagues =
                List.of("access.staff", "access.hat", "access.duty", "access.deputy", "access.reach");
        for (String table : published) {
            policies.addAll(Policy.openForReading(table));
        }
        for (String table : amongColleagues) {
            policies.addAll(Policy.openForReading(table, "kasane_app", "kasane_job"));
        }
        for (String table : java.util.stream.Stream.concat(published.stream(), amongColleagues.stream())
                .toList()) {
            policies.add(Policy.insert(table, "kasane_app", ADMINISTRATOR));
            policies.add(Policy.insert(table, "kasane_job", SET_UP));
        }
        for (String table : List.of(
                "access.agency",
                "access.project_function",
                "access.area",
                "access.agency_area",
                "access.staff",
                "access.hat",
                "access.duty",
                "access.deputy",
                "access.reach")) {
            policies.add(Policy.update(table, "kasane_app", ADMINISTRATOR, ADMINISTRATOR));
        }
        // 異動: a planned day ends a hat and the 代行 of whoever wears it.
        for (String table : List.of("access.hat", "access.deputy")) {
            policies.add(Policy.update(table, "kasane_job", SUCCEEDING, SUCCEEDING));
        }
        for (String table : List.of("access.account", "access.session")) {
            policies.add(Policy.select(table, "kasane_job", SIGN_IN));
            policies.add(Policy.insert(table, "kasane_job", SIGN_IN));
            policies.add(Policy.update(table, "kasane_job", SIGN_IN, SIGN_IN));
        }
        // The hash of a password is granted to the sign-in only; what remains is when, and whether it is locked.
        String own = "staff_id = (select gate.viewer_staff())";
        String ownOrAdministered = own + " or " + ADMINISTRATOR;
        for (String table : List.of("access.account", "access.session")) {
            policies.add(Policy.select(table, "kasane_app", ownOrAdministered));
            policies.add(Policy.update(table, "kasane_app", ownOrAdministered, ownOrAdministered));
        }
        policies.add(Policy.insert("access.account", "kasane_app", ADMINISTRATOR));
        // 二つ目の確認 is set up by its owner and ended by the owner or the administrator; only the sign-in step tries it.
        policies.add(Policy.select("access.totp_offer", "kasane_app", own));
        policies.add(Policy.insert("access.totp_offer", "kasane_app", own));
        policies.add(Policy.update("access.totp_offer", "kasane_app", own, own));
        for (String table : List.of("access.totp", "access.recovery_code")) {
            policies.add(Policy.select(table, "kasane_app", ownOrAdministered));
            policies.add(Policy.insert(table, "kasane_app", own));
            policies.add(Policy.update(table, "kasane_app", ownOrAdministered, ownOrAdministered));
            policies.add(Policy.select(table, "kasane_job", SIGN_IN));
            policies.add(Policy.update(table, "kasane_job", SIGN_IN, SIGN_IN));
        }
        // 本人への知らせ
        policies.add(Policy.select("access.notice", "kasane_app", own));
        policies.add(Policy.insert("access.notice", "kasane_app", ADMINISTRATOR));
        policies.add(Policy.update("access.notice", "kasane_app", own, own));
        policies.add(Policy.select("access.notice", "kasane_job", SIGN_IN));
        policies.add(Policy.insert("access.notice", "kasane_job", SIGN_IN));
        // 使える場所 is asked by the sign-in step for every request and kept by the administrator.
        policies.add(Policy.select("access.agency_network", "kasane_app", ADMINISTRATOR));
        policies.add(Policy.insert("access.agency_network", "kasane_app", ADMINISTRATOR));
        policies.add(Policy.update("access.agency_network", "kasane_app", ADMINISTRATOR, ADMINISTRATOR));
        policies.add(Policy.select("access.agency_network", "kasane_job", SIGN_IN));
        // 代行 is arranged within an agency.
        policies.add(new Policy("access.deputy", "add_own", Policy.Command.INSERT, "kasane_app", null, ARRANGES));
        policies.add(
                new Policy("access.deputy", "change_own", Policy.Command.UPDATE, "kasane_app", ARRANGES, ARRANGES));
        policies.add(Policy.delete("access.session", "kasane_job", "(select gate.viewer_purpose()) = 'tidy'"));
        policies.add(Policy.select("access.sign_in_try", "kasane_job", SIGN_IN));
        policies.add(Policy.insert("access.sign_in_try", "kasane_job", SIGN_IN));
        policies.add(Policy.delete("access.sign_in_try", "kasane_job", "(select gate.viewer_purpose()) = 'tidy'"));
        return policies;
    }
}
