package kasane.shared;
/** stub */
public record HouseholdId(java.util.UUID value) implements Id {
  
}
