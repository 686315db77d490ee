/**
 * 閲覧記録: the log of what was disclosed or changed, its sealing and its verification.
 *
 * <p>{@link kasane.audit.AuditTrail} writes one entry in the transaction that discloses; {@link kasane.audit.Sealer}
 * chains committed entries in blocks; {@link kasane.audit.LogVerification} recomputes everything by itself.
 */
@ApplicationModule(
        displayName = "audit",
        allowedDependencies = {"shared", "gate"})
@NullMarked
package kasane.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
