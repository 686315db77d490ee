package kasane.referral.sheet;

import java.time.LocalDate;
import java.util.List;
import kasane.shared.AgencyId;
import org.jspecify.annotations.Nullable;

/** くわしく: what a sheet may carry beyond its five fields; most carry nothing of it. */
record Extras(
        List<AgencyId> copies, Wishes wishes, @Nullable Integer preset, List<Upload> files) {

    /** A sheet of five fields. */
    static final Extras NONE = new Extras(List.of(), Wishes.NONE, null, List.of());

    Extras {
        copies = List.copyOf(copies);
        files = List.copyOf(files);
    }

    /**
     * What the sender wishes.
     *
     * @param contactBy    はじめの連絡を希望する日
     * @param companyAsked 同行依頼: the receiver is asked to come along
     * @param companyNote  where to and when
     */
    record Wishes(@Nullable LocalDate contactBy, boolean companyAsked, String companyNote) {
        static final Wishes NONE = new Wishes(null, false, "");
    }

    /** A file as sent. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be kept, never compared
    record Upload(String name, byte[] content) {}
}
