package kasane.editing;

import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import org.springframework.stereotype.Component;

/** A draft and a form's key belong to one person in one hat. */
@Component
class EditingPolicies implements PolicySource {

    private static final String MINE =
            "staff_id = (select gate.viewer_staff()) and owner_agency = (select gate.viewer_hat())";
    private static final String TIDY = "(select gate.viewer_purpose()) = 'tidy'";

    @Override
    public List<Policy> policies() {
        return List.of(
                Policy.select("editing.draft", "kasane_app", MINE),
                Policy.insert("editing.draft", "kasane_app", MINE),
                Policy.update("editing.draft", "kasane_app", MINE, MINE),
                Policy.delete("editing.draft", "kasane_app", MINE),
                Policy.select("editing.draft", "kasane_job", TIDY),
                Policy.delete("editing.draft", "kasane_job", TIDY),
                Policy.select("editing.done_form", "kasane_app", MINE),
                Policy.insert("editing.done_form", "kasane_app", MINE),
                Policy.select("editing.done_form", "kasane_job", TIDY),
                Policy.delete("editing.done_form", "kasane_job", TIDY));
    }
}
