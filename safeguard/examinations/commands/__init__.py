"""The acts on examinations: begun, examined, halted, answered, decided, erased."""
