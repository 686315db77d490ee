package kasane.shared;
/** stub */
public record AgencyId(Integer value) implements Id {
  
}
