package kasane.documents;

/** Too many sheets are being made at once, or one took too long; the same request may succeed a little later. */
public final class DocumentsBusy extends RuntimeException {
    DocumentsBusy(String what) {
        super(what, null, false, false);
    }
}
