package kasane.shared;
/** stub */
public interface Id { Object value(); }
