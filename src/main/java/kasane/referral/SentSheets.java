package kasane.referral;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;

/** 送ったつなぐシート as far as a mistake in sending it has to know: where it went, and taking it out of the other's sight. */
public interface SentSheets {

    /**
     * A sheet that the viewer's agency sent.
     *
     * @param recallable whether it can still be taken out of the receiver's sight here
     */
    record Sent(UUID id, AgencyId to, String toName, Instant at, boolean recallable) {}

    /** The sheet, for the agency that sent it; nothing for anybody else. */
    Optional<Sent> find(Viewer.Staff viewer, UUID id);

    /** 取戻し: the receiver no longer sees it, and it ends as taken back. False when it cannot be taken back here. */
    boolean recall(Viewer.Staff viewer, UUID id);
}
