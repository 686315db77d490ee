package kasane.shared;
/** stub */
public record StaffId(Integer value) implements Id {
  
}
