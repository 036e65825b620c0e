"""The fast form of a plan: typed decoders and generated code that do what the general executor does, or step aside.

Made once per plan and set of conditions. Whatever is irregular in an answer (an error, a null where a value was
promised, a wrong shape) is left to the general executor together with the bytes that have already come.
"""
