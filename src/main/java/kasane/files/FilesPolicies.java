package kasane.files;

import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** An attachment is seen like every row with personal content. */
@Component
class FilesPolicies implements PolicySource {

    @Override
    public List<Policy> policies() {
        return Sight.rows("files.attachment");
    }
}
