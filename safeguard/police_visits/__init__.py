"""The police in school: considered, called, here; and a child who is looked after."""
