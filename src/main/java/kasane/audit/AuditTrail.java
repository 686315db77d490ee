package kasane.audit;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.Collection;
import kasane.gate.Viewer;
import kasane.shared.Id;
import kasane.shared.StaffId;
import org.springframework.stereotype.Component;

/** 操作記録: placeholder shape until the log is merged. */
@Component
public class AuditTrail {
    public void read(Viewer viewer, @CompileTimeConstant String what, Collection<? extends Id> subjects) {}
    public void written(Viewer viewer, @CompileTimeConstant String what, Collection<? extends Id> subjects) {}
    public void printed(Viewer viewer, @CompileTimeConstant String what, Collection<? extends Id> subjects) {}
    public void exported(Viewer viewer, @CompileTimeConstant String what, Collection<? extends Id> subjects) {}
    public void signedIn(Viewer viewer, StaffId staff) {}
}
