package kasane.conference;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;

/** 支援会議の議題 of a meeting, as the page of the meeting may tell of them: that there is one, and nothing of what it is about. */
public interface SealedAgenda {

    /**
     * An item to which the viewer's agency is asked.
     *
     * @param inside the viewer came in after confirming secrecy
     * @param closed it has its result, so that nobody else comes in
     */
    record Entry(String path, boolean inside, boolean closed) {}

    /** The items of the meeting to which the viewer's agency is asked, in their order. */
    List<Entry> of(Viewer.Staff viewer, UUID meeting);

    /**
     * One item that the viewer's agency convened.
     *
     * @param inside  the viewer came in after confirming secrecy
     * @param members 構成員, for whoever is inside; nobody for everybody else
     */
    record Table(UUID sitting, String path, boolean inside, Set<AgencyId> members) {}

    /** The items of the meeting that the viewer's agency convened, in their order. */
    List<Table> tables(Viewer.Staff viewer, UUID meeting);
}
