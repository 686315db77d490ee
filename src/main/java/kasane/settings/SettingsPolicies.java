package kasane.settings;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import org.springframework.stereotype.Component;

/** Everybody reads the settings; only a システム管理者 and the setting-up of a town change them. */
@Component
class SettingsPolicies implements PolicySource {

    private static final String ADMINISTRATOR = "(select gate.viewer_has('SYSTEM_ADMINISTRATOR'))";
    private static final String SET_UP = "(select gate.viewer_purpose()) = 'set-up'";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        for (String table : List.of(
                "settings.revision",
                "settings.town",
                "settings.label",
                "settings.code",
                "settings.code_list",
                "settings.clock",
                "settings.number",
                "settings.holiday",
                "settings.closing_rule")) {
            policies.addAll(Policy.openForReading(table));
        }
        // Limits and lists that definer functions ask themselves.
        policies.addAll(Policy.openForReading("settings.number", "kasane_sharing", "kasane_search", "kasane_disposal"));
        policies.addAll(Policy.openForReading("settings.code", "kasane_sharing", "kasane_disposal"));
        for (String table : List.of(
                "settings.town",
                "settings.label",
                "settings.code",
                "settings.clock",
                "settings.number",
                "settings.holiday",
                "settings.closing_rule")) {
            policies.add(Policy.insert(table, "kasane_app", ADMINISTRATOR));
            policies.add(Policy.insert(table, "kasane_job", SET_UP));
        }
        for (String table :
                List.of("settings.revision", "settings.code", "settings.holiday", "settings.closing_rule")) {
            policies.add(Policy.update(table, "kasane_app", ADMINISTRATOR, ADMINISTRATOR));
            policies.add(Policy.update(table, "kasane_job", SET_UP, SET_UP));
        }
        return policies;
    }
}
